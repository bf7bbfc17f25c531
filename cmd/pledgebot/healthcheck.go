package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

type healthcheckCommand struct {
	Ops   string `name:"ops" env:"OPS_ADDR" help:"Where serve has health and metrics; 127.0.0.1:9090 if not given."`
	Ready bool   `help:"Ask whether it is ready for work, too."`
}

// Run asks a serve on this machine. It fails unless the answer is 200.
func (c *healthcheckCommand) Run(ctx context.Context, out streams) error {
	ctx, stop := context.WithTimeout(ctx, 5*time.Second)
	defer stop()
	path := "/livez"
	if c.Ready {
		path = "/readyz"
	}
	host, port, err := net.SplitHostPort(cmp.Or(c.Ops, defaultOps))
	if err != nil {
		return fmt.Errorf("OPS_ADDR: %w", err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+path, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	body, _ := io.ReadAll(io.LimitReader(res.Body, 1<<16))
	_ = res.Body.Close()
	fmt.Fprintln(out.out, strings.TrimSpace(string(body)))
	if res.StatusCode != http.StatusOK {
		return errReported
	}
	return nil
}
