package sql

// LookUp is the statement behind Look.
const LookUp = lookUp
