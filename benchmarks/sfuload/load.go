package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	settleTime = 2 * time.Second
	joinGap    = 1200 * time.Millisecond // an SFU need not ask for more than one keyframe in a second
	arrivalGap = 300 * time.Millisecond  // what is under way arrives
	closeTime  = 10 * time.Second
	tick       = time.Second / 100 // of /proc/PID/stat (proc(5))
)

// result is what one measurement says, a line of JSON.
type result struct {
	Subscribers    int     `json:"subscribers"`
	Seconds        float64 `json:"seconds"`
	Sent           int64   `json:"sent"`           // packets of all publishers
	Received       int64   `json:"received"`       // by all subscribers
	Delivered      float64 `json:"delivered"`      // share of what should have been received
	Micros         float64 `json:"micros"`         // the server's processor time for each packet received
	Busy           float64 `json:"busy"`           // share of a processor that the server used
	Generator      float64 `json:"generator"`      // share of a processor that the generator used
	GeneratorDrops int64   `json:"generatorDrops"` // packets that came, but that the generator had no room for
	DelayP50       float64 `json:"delayP50"`       // milliseconds from the publisher's socket to a subscriber's
	DelayP99       float64 `json:"delayP99"`
	AudioP50       float64 `json:"audioP50"` // the same for packets of audio only
	AudioP99       float64 `json:"audioP99"`
	VideoP50       float64 `json:"videoP50"` // the same for packets of video only
	VideoP99       float64 `json:"videoP99"`
	JoinP50        float64 `json:"joinP50"` // milliseconds from the beginning of a join to the first packet of video
	JoinP95        float64 `json:"joinP95"`
	Starved        int     `json:"starved"` // subscribers that have received less than half
}

// room is one publisher, and where its subscribers play it.
type room struct {
	*publisher
	play string
}

// load is some rooms, whose subscribers join them in turn.
type load struct {
	pid         int
	window      window
	delays      [kinds]delays
	joins       delays
	rooms       []room
	subscribers []*subscriber
	refused     int // subscribers that the server did not take
}

func runLoad(arguments []string) error {
	flags := flag.NewFlagSet("sfuload load", flag.ExitOnError)
	whip := flags.String("publish", "", "`addresses` for publishers (WHIP), one for each room, with commas between them")
	whep := flags.String("play", "", "`addresses` for players (WHEP)")
	pid := flags.Int("pid", 0, "process `id` of the server")
	subscribers := flags.Int("subscribers", 100, "how many receive at first, in all rooms together")
	joins := flags.Int("joins", 10, "how many of them join one by one, which is measured")
	seconds := flags.Float64("seconds", 10, "how long each measurement takes")
	frame := flags.Int("frame", 7, "packets of a video frame, of which there are 30 in a second")
	step := flags.Int("step", 0, "how many join after each measurement, as long as at least -least is delivered; 0 for one measurement")
	most := flags.Int("most", 1000, "at most so many receive")
	least := flags.Float64("least", 0.99, "share of the packets that must be delivered")
	flags.Parse(arguments)

	l := &load{pid: *pid}
	defer l.close()
	if err := l.open(strings.Split(*whip, ","), strings.Split(*whep, ","), *frame); err != nil {
		return err
	}
	if *joins > *subscribers {
		*joins = *subscribers
	}
	if err := l.join(*subscribers - *joins); err != nil {
		return err
	}
	if err := l.joinOneByOne(*joins); err != nil {
		return err
	}
	for wanted := *subscribers; wanted <= *most; wanted += *step {
		if err := l.join(wanted); err != nil {
			fmt.Fprintln(os.Stderr, "sfuload:", err)
			l.refused = wanted - len(l.subscribers)
		}
		time.Sleep(settleTime)
		result := l.measure(time.Duration(*seconds * float64(time.Second)))
		line, err := json.Marshal(result)
		if err != nil {
			return err
		}
		fmt.Println(string(line))
		if *step == 0 || result.Delivered < *least {
			break
		}
	}
	return nil
}

// open publishes to each room. The publishers send their frames at different times, which are the
// same parts of a frame's time in each run.
func (l *load) open(whip, whep []string, frame int) error {
	phases := rand.New(rand.NewSource(1))
	start := time.Now()
	for i, address := range whip {
		publisher, err := publish(address, frame, &l.window)
		if err != nil {
			return err
		}
		l.rooms = append(l.rooms, room{publisher, whep[i]})
		go publisher.send(start.Add(time.Duration(phases.Float64() * float64(frameInterval))))
	}
	return nil
}

// subscribe adds a subscriber to the next room.
func (l *load) subscribe() (*subscriber, error) {
	room := l.rooms[len(l.subscribers)%len(l.rooms)]
	subscriber, err := subscribe(room.play, room.publisher, &l.window, &l.delays)
	if err == nil {
		l.subscribers = append(l.subscribers, subscriber)
	}
	return subscriber, err
}

// join adds subscribers, and waits for their media. One that gets none counts as all others.
func (l *load) join(wanted int) error {
	before := len(l.subscribers)
	for len(l.subscribers) < wanted {
		if _, err := l.subscribe(); err != nil {
			return err
		}
	}
	for _, subscriber := range l.subscribers[before:] {
		if _, err := subscriber.joined(); err != nil {
			break // the measurement tells what that means
		}
	}
	return nil
}

// joinOneByOne adds subscribers and measures how long each takes.
func (l *load) joinOneByOne(count int) error {
	for i := 0; i < count; i++ {
		time.Sleep(joinGap)
		subscriber, err := l.subscribe()
		if err != nil {
			return err
		}
		took, err := subscriber.joined()
		if err != nil {
			took = joinTimeout
		}
		l.joins.add(int64(took))
	}
	return nil
}

func (l *load) measure(length time.Duration) result {
	for of := range l.delays {
		l.delays[of].clear()
	}
	for _, room := range l.rooms {
		atomic.StoreInt64(&room.packets, 0)
	}
	for _, subscriber := range l.subscribers {
		atomic.StoreInt64(&subscriber.packets, 0)
	}
	drops := l.drops()
	start := time.Now()
	server, own := used(l.pid), used(os.Getpid())
	l.window.set(start, length)
	time.Sleep(time.Until(start.Add(length)))
	seconds := time.Since(start).Seconds()
	server, own = used(l.pid)-server, used(os.Getpid())-own
	time.Sleep(arrivalGap)

	sent := int64(0)
	for _, room := range l.rooms {
		sent += atomic.LoadInt64(&room.packets)
	}
	received, due, starved := int64(0), int64(l.refused)*sent/int64(len(l.rooms)), l.refused
	for _, subscriber := range l.subscribers {
		packets := atomic.LoadInt64(&subscriber.packets)
		published := atomic.LoadInt64(&subscriber.publisher.packets)
		received += packets
		due += published
		if packets < published/2 {
			starved++
		}
	}
	all := l.delays[video].with(&l.delays[audio])
	return result{
		Subscribers:    len(l.subscribers) + l.refused,
		Seconds:        seconds,
		Sent:           sent,
		Received:       received,
		Delivered:      ratio(float64(received), float64(due)),
		Micros:         ratio(float64(server.Microseconds()), float64(received)),
		Busy:           server.Seconds() / seconds,
		Generator:      own.Seconds() / seconds,
		GeneratorDrops: l.drops() - drops,
		DelayP50:       all.millis(0.5),
		DelayP99:       all.millis(0.99),
		AudioP50:       l.delays[audio].millis(0.5),
		AudioP99:       l.delays[audio].millis(0.99),
		VideoP50:       l.delays[video].millis(0.5),
		VideoP99:       l.delays[video].millis(0.99),
		JoinP50:        l.joins.millis(0.5),
		JoinP95:        l.joins.millis(0.95),
		Starved:        starved,
	}
}

func ratio(of, to float64) float64 {
	if to == 0 {
		return 0
	}
	return of / to
}

// close leaves the server, which frees what it keeps.
func (l *load) close() {
	var group sync.WaitGroup
	for _, subscriber := range l.subscribers {
		group.Add(1)
		go func(peer *peer) {
			defer group.Done()
			peer.close()
		}(subscriber.peer)
	}
	closed := make(chan struct{})
	go func() {
		group.Wait()
		for _, room := range l.rooms {
			room.close()
		}
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(closeTime):
	}
}

// used reads the processor time of a process, in user and system mode.
func used(pid int) time.Duration {
	if pid == os.Getpid() {
		var usage syscall.Rusage
		fail(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
		return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	}
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	fail(err)
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+2:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick
}

// drops counts the packets that came to a subscriber, but found its buffer full.
func (l *load) drops() int64 {
	ports := map[int64]bool{}
	for _, subscriber := range l.subscribers {
		ports[int64(subscriber.socket.port())] = true
	}
	table, err := os.ReadFile("/proc/net/udp")
	fail(err)
	sum := int64(0)
	for _, line := range strings.Split(string(table), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 13 || !strings.Contains(fields[1], ":") {
			continue
		}
		port, _ := strconv.ParseInt(fields[1][strings.IndexByte(fields[1], ':')+1:], 16, 32)
		if ports[port] {
			dropped, _ := strconv.ParseInt(fields[len(fields)-1], 10, 64)
			sum += dropped
		}
	}
	return sum
}
