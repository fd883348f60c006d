package main

import (
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

// window is the time in which packets count; in nanoseconds of the system's clock.
type window struct {
	begin, end int64
}

func (w *window) set(begin time.Time, length time.Duration) {
	atomic.StoreInt64(&w.end, 0)
	atomic.StoreInt64(&w.begin, begin.UnixNano())
	atomic.StoreInt64(&w.end, begin.Add(length).UnixNano())
}

func (w *window) has(nanos int64) bool {
	return nanos >= atomic.LoadInt64(&w.begin) && nanos < atomic.LoadInt64(&w.end)
}

// delays collects times of any goroutine.
type delays struct {
	mu    sync.Mutex
	nanos []int64
}

func (d *delays) add(nanos int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.nanos = append(d.nanos, nanos)
}

func (d *delays) clear() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.nanos = d.nanos[:0]
}

// with returns these times and others.
func (d *delays) with(others *delays) *delays {
	d.mu.Lock()
	defer d.mu.Unlock()
	others.mu.Lock()
	defer others.mu.Unlock()
	return &delays{nanos: append(append([]int64{}, d.nanos...), others.nanos...)}
}

// millis returns what this share of the times does not exceed; -1 without any.
func (d *delays) millis(share float64) float64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.nanos) == 0 {
		return -1
	}
	sort.Slice(d.nanos, func(i, j int) bool { return d.nanos[i] < d.nanos[j] })
	at := int(share * float64(len(d.nanos)))
	if at == len(d.nanos) {
		at--
	}
	return float64(d.nanos[at]) / 1e6
}
