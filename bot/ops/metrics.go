package ops

import (
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// Metrics counts what happens, in a registry of its own. docs/operations.md
// lists what there is.
type Metrics struct {
	Registry *prometheus.Registry

	now        func() time.Time
	updates    *prometheus.CounterVec
	handling   *prometheus.HistogramVec
	sends      *prometheus.CounterVec
	sending    *prometheus.HistogramVec
	commits    *prometheus.CounterVec
	troubles   *prometheus.CounterVec
	loops      *prometheus.CounterVec
	queueAge   *prometheus.GaugeVec
	deliveries *prometheus.GaugeVec
	setAside   prometheus.Gauge
	cards      prometheus.Gauge
	swept      prometheus.Gauge
	beat       prometheus.Gauge
	incidents  *prometheus.GaugeVec
	alarms     prometheus.Gauge
}

// NewMetrics makes all metrics of a program of a version.
func NewMetrics(version string, now func() time.Time) *Metrics {
	m := &Metrics{
		Registry: prometheus.NewRegistry(), now: now,
		updates:    counter("updates_total", "Updates by platform, kind of event and outcome: kept, away (a store cannot be reached; it comes again), failed (it comes again), set aside.", "platform", "kind", "outcome"),
		handling:   seconds("handle_seconds", "Time from an update to all being kept that follows from it.", "platform"),
		sends:      counter("sends_total", "Messages by platform, class and fate: sent, retry, throttled, refused, gone, unknown.", "platform", "class", "fate"),
		sending:    seconds("send_seconds", "Time of one sending, with the wait for its turn.", "platform"),
		commits:    counter("commits_total", "Commits by store and outcome: kept, stale (lost a race and decided anew), failed.", "store", "outcome"),
		troubles:   counter("store_errors_total", "Errors of stores that are no ordinary answer, by kind: away, newer, other.", "store", "kind"),
		loops:      counter("loop_rounds_total", "Rounds of what runs in the background, by outcome: done, failed.", "loop", "outcome"),
		queueAge:   gauge("queue_age_seconds", "For how long the oldest of what is due waits: replies to people, deliveries.", "queue"),
		deliveries: gauge("deliveries", "Deliveries by state.", "state"),
		incidents:  gauge("incident_open", "1 while an incident is open.", "incident"),
		setAside:   single("set_aside", "Updates set aside and not yet taken out."),
		cards:      single("cards_waiting", "Cards of the team that are behind their pledges."),
		swept:      single("sweep_success_timestamp_seconds", "When the last sweep succeeded."),
		beat:       single("poll_beat_timestamp_seconds", "When the platform last answered a poll."),
		alarms:     single("alarms_waiting", "Alarm lines that could not be brought to the operator yet."),
	}
	build := gauge("build_info", "Version of the program; always 1.", "version", "go")
	build.WithLabelValues(version, runtime.Version()).Set(1)
	m.Registry.MustRegister(m.updates, m.handling, m.sends, m.sending, m.commits, m.troubles, m.loops, m.queueAge,
		m.deliveries, m.incidents, m.setAside, m.cards, m.swept, m.beat, m.alarms, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

const namespace = "pledgebot"

func counter(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func gauge(name, help string, labels ...string) *prometheus.GaugeVec {
	return prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func single(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help})
}

func seconds(name, help string, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: namespace, Name: name, Help: help,
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
	}, labels)
}

// Round counts one round of a loop.
func (m *Metrics) Round(loop string, err error) {
	outcome := "done"
	if err != nil {
		outcome = "failed"
	}
	m.loops.WithLabelValues(loop, outcome).Inc()
	if loop == "sweep" && err == nil {
		m.swept.Set(unix(m.now()))
	}
}

// Beat notes that the platform has answered a poll.
func (m *Metrics) Beat() { m.beat.Set(unix(m.now())) }

// Incident notes whether an incident is open.
func (m *Metrics) Incident(name string, open bool) {
	value := 0.0
	if open {
		value = 1
	}
	m.incidents.WithLabelValues(name).Set(value)
}

// AlarmsWaiting notes how many alarm lines wait.
func (m *Metrics) AlarmsWaiting(n int) { m.alarms.Set(float64(n)) }

func unix(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }
