package main

import (
	"encoding/binary"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v3"
)

const (
	frameInterval  = time.Second / 30
	audioInterval  = 20 * time.Millisecond
	audioBytes     = 120
	videoBytes     = 1188 // with the header of RTP, packets of 1,200 bytes
	numberAt       = 12   // where a payload says its packet's number; behind the header of a keyframe
	connectTimeout = 10 * time.Second
)

// publisher sends a video and an audio track, at a constant rate.
type publisher struct {
	*peer
	window   *window
	sentAt   times
	packets  int64 // sent within the window
	keyframe int32 // whether one was asked for
	frame    int   // packets of a video frame
	tracks   [kinds]*webrtc.TrackLocalStaticRTP
	next     [kinds]rtp.Packet
}

// publish connects a publisher, which sends nothing yet.
func publish(url string, frame int, window *window) (*publisher, error) {
	p := &publisher{window: window, frame: frame}
	var err error
	if p.peer, err = newPeer(p, true); err != nil {
		return nil, err
	}
	p.tracks[video] = track(webrtc.MimeTypeVP8, 90000, 0)
	p.tracks[audio] = track(webrtc.MimeTypeOpus, 48000, 2)
	p.next[video] = rtp.Packet{Header: rtp.Header{Version: 2}, Payload: make([]byte, videoBytes)}
	p.next[audio] = rtp.Packet{Header: rtp.Header{Version: 2}, Payload: make([]byte, audioBytes)}
	for _, track := range p.tracks {
		sender, err := p.pc.AddTrack(track)
		if err != nil {
			return nil, err
		}
		go p.hear(sender)
	}
	connected := make(chan struct{})
	var once sync.Once
	p.pc.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		if state == webrtc.PeerConnectionStateConnected {
			once.Do(func() { close(connected) })
		}
	})
	if err := connect(p.pc, url); err != nil {
		return nil, err
	}
	select {
	case <-connected:
		return p, nil
	case <-time.After(connectTimeout):
		return nil, errNotConnected
	}
}

// hear notes when the server asks for a keyframe.
func (p *publisher) hear(sender *webrtc.RTPSender) {
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		for _, packet := range packets {
			switch packet.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				atomic.StoreInt32(&p.keyframe, 1)
			}
		}
	}
}

// send sends frames and sounds until the process ends, at times that are counted from the start.
func (p *publisher) send(start time.Time) {
	past := time.Since(start)
	frames, sounds := 1+int(past/frameInterval), 1+int(past/audioInterval)
	for {
		nextFrame := start.Add(time.Duration(frames) * frameInterval)
		nextSound := start.Add(time.Duration(sounds) * audioInterval)
		if nextFrame.Before(nextSound) {
			time.Sleep(time.Until(nextFrame))
			p.sendFrame()
			frames++
		} else {
			time.Sleep(time.Until(nextSound))
			p.sendPacket(audio)
			p.next[audio].Timestamp += 960
			sounds++
		}
	}
}

// sendFrame sends what an SFU takes for a frame of VP8 (RFC 7741 §4.2, RFC 6386 §9.1).
func (p *publisher) sendFrame() {
	packet := &p.next[video]
	key := atomic.SwapInt32(&p.keyframe, 0) != 0
	for i := 0; i < p.frame; i++ {
		copy(packet.Payload, make([]byte, numberAt))
		if i == 0 {
			packet.Payload[0] = 0x10
			packet.Payload[1] = 1
			if key {
				copy(packet.Payload[1:], []byte{0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01})
			}
		}
		packet.Marker = i == p.frame-1
		p.sendPacket(video)
	}
	packet.Timestamp += 3000
}

func (p *publisher) sendPacket(of kind) {
	packet := &p.next[of]
	packet.SequenceNumber++
	binary.BigEndian.PutUint16(packet.Payload[numberAt:], packet.SequenceNumber)
	fail(p.tracks[of].WriteRTP(packet))
}

func (p *publisher) sent(packet []byte, nanos int64) {
	of, number, is := media(packet)
	if !is {
		return
	}
	p.sentAt.set(of, number, nanos)
	if p.window.has(nanos) {
		atomic.AddInt64(&p.packets, 1)
	}
}

func (p *publisher) received([]byte, int64) bool {
	return true
}

func (p *publisher) resting() bool {
	return false
}
