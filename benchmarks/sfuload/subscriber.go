package main

import (
	"encoding/binary"
	"errors"
	"sync/atomic"
	"time"

	"github.com/pion/interceptor/pkg/twcc"
	"github.com/pion/webrtc/v3"
)

const (
	// whole is how many packets come to one that is decrypted and checked.
	whole = 16

	feedbackNanos = int64(100 * time.Millisecond)
	joinTimeout   = 5 * time.Second
)

var (
	errNotConnected = errors.New("the server accepts an offer, but no connection follows")
	errNoMedia      = errors.New("a subscriber has got no media")
)

// epoch is where the times in feedback begin, which have few bits.
var epoch = time.Now().UnixNano()

// subscriber receives both tracks. Once it has decrypted a packet of each, it counts packets by their
// headers and decrypts a sample, so that one processor can play many subscribers.
type subscriber struct {
	*peer
	window    *window
	publisher *publisher
	delays    *[kinds]delays
	arrivedAt times
	packets   int64         // received, of those sent within the window
	ahead     [kinds]uint32 // how much greater a packet's number is here than at the publisher
	start     time.Time
	first     chan int64
	decrypted [kinds]int32
	feedback  *twcc.Recorder
	feedId    uint32 // of the extension that numbers packets; 0 without it
	lastFed   int64
	began     bool
	counted   int
}

// subscribe begins to receive.
func subscribe(url string, publisher *publisher, window *window, delays *[kinds]delays) (*subscriber, error) {
	s := &subscriber{
		window: window, publisher: publisher, delays: delays, start: time.Now(), first: make(chan int64, 1),
		feedback: twcc.NewRecorder(1),
	}
	var err error
	if s.peer, err = newPeer(s, false); err != nil {
		return nil, err
	}
	for _, kind := range []webrtc.RTPCodecType{webrtc.RTPCodecTypeVideo, webrtc.RTPCodecTypeAudio} {
		direction := webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}
		if _, err := s.pc.AddTransceiverFromKind(kind, direction); err != nil {
			return nil, err
		}
	}
	s.pc.OnTrack(func(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) { s.play(track) })
	if err := connect(s.pc, url); err != nil {
		s.close()
		return nil, err
	}
	atomic.StoreUint32(&s.feedId, uint32(transportId(s.pc.RemoteDescription().SDP)))
	return s, nil
}

// joined waits for the first packet of video, and tells how long it took since the join began.
func (s *subscriber) joined() (time.Duration, error) {
	select {
	case nanos := <-s.first:
		return time.Duration(nanos - s.start.UnixNano()), nil
	case <-time.After(joinTimeout):
		return 0, errNoMedia
	}
}

// play checks the packets that are decrypted.
func (s *subscriber) play(track *webrtc.TrackRemote) {
	of := video
	if track.Kind() == webrtc.RTPCodecTypeAudio {
		of = audio
	}
	for {
		packet, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		if len(packet.Payload) < numberAt+2 {
			continue
		}
		number := binary.BigEndian.Uint16(packet.Payload[numberAt:])
		atomic.StoreUint32(&s.ahead[of], uint32(packet.SequenceNumber-number))
		atomic.StoreInt32(&s.decrypted[of], 1)
		sent := s.publisher.sentAt.get(of, number)
		if s.window.has(sent) {
			s.delays[of].add(s.arrivedAt.get(of, packet.SequenceNumber) - sent)
		}
	}
}

func (s *subscriber) sent([]byte, int64) {}

func (s *subscriber) resting() bool {
	return atomic.LoadInt32(&s.decrypted[video]) != 0 && atomic.LoadInt32(&s.decrypted[audio]) != 0
}

func (s *subscriber) received(packet []byte, nanos int64) bool {
	if !isRtp(packet) {
		return !s.resting()
	}
	s.feed(packet, nanos)
	of, number, is := media(packet)
	if !is {
		return false
	}
	if of == video && !s.began {
		s.began = true
		s.first <- nanos
	}
	if s.window.has(s.publisher.sentAt.get(of, number-uint16(atomic.LoadUint32(&s.ahead[of])))) {
		atomic.AddInt64(&s.packets, 1)
	}
	s.counted++
	if s.resting() && s.counted%whole != 0 {
		return false
	}
	s.arrivedAt.set(of, number, nanos)
	return true
}

// feed tells the server when each packet has arrived, as browsers do.
func (s *subscriber) feed(packet []byte, nanos int64) {
	number, has := transportNumber(packet, byte(atomic.LoadUint32(&s.feedId)))
	if !has {
		return
	}
	s.feedback.Record(binary.BigEndian.Uint32(packet[8:]), number, (nanos-epoch)/1000)
	if nanos-s.lastFed >= feedbackNanos {
		s.lastFed = nanos
		s.pc.WriteRTCP(s.feedback.BuildFeedbackPacket()) // fails only before the handshake is complete
	}
}
