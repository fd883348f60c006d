package main

import (
	"encoding/binary"
	"io"
	"net"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/net/ipv4"
)

const (
	videoType  = 96
	repairType = 97
	audioType  = 111

	batchPackets = 32
	longest      = 1500
	numbers      = 4096 // packets whose times are remembered; a power of two
	timestampNs  = 35   // SO_TIMESTAMPNS, also the type of the control message (socket(7))
	controlBytes = 64
)

// kind tells the two tracks apart.
type kind int

const (
	video kind = iota
	audio
	kinds
)

// times remembers when packets were sent or have arrived, by their sequence numbers; in nanoseconds
// of the system's clock.
type times [kinds][numbers]int64

func (t *times) set(of kind, number uint16, nanos int64) {
	atomic.StoreInt64(&t[of][number%numbers], nanos)
}

func (t *times) get(of kind, number uint16) int64 {
	return atomic.LoadInt64(&t[of][number%numbers])
}

// media reads the header of an RTP packet of a track, not of a retransmission or of RTCP. Headers
// are not encrypted.
func media(packet []byte) (of kind, number uint16, is bool) {
	if !isRtp(packet) {
		return 0, 0, false
	}
	number = binary.BigEndian.Uint16(packet[2:])
	switch packet[1] & 0x7f {
	case videoType:
		return video, number, true
	case audioType:
		return audio, number, true
	}
	return 0, 0, false
}

func isMedia(packet []byte) bool {
	return len(packet) >= 12 && packet[0] >= 128 && packet[0] <= 191
}

func isRtp(packet []byte) bool {
	return isMedia(packet) && (packet[1] < 192 || packet[1] > 223)
}

// transportNumber reads the extension for transport-wide feedback (RFC 8285 §4.2).
func transportNumber(packet []byte, id byte) (number uint16, has bool) {
	at := 12 + 4*int(packet[0]&0x0f)
	if packet[0]&0x10 == 0 || id == 0 || len(packet) < at+4 || binary.BigEndian.Uint16(packet[at:]) != 0xbede {
		return 0, false
	}
	end := at + 4 + 4*int(binary.BigEndian.Uint16(packet[at+2:]))
	for at += 4; at < end && at+2 < len(packet); {
		if packet[at] == 0 {
			at++
			continue
		}
		if packet[at]>>4 == id {
			return binary.BigEndian.Uint16(packet[at+1:]), true
		}
		at += 2 + int(packet[at]&0x0f)
	}
	return 0, false
}

// watch sees each media packet of a socket before Pion does.
type watch interface {
	// sent sees a packet of ours, which leaves now.
	sent(packet []byte, nanos int64)
	// received sees a packet, and says whether Pion gets it.
	received(packet []byte, nanos int64) bool
	// resting says that packets need not be read as they come.
	resting() bool
}

// socket is the UDP socket of one peer connection. It reads in batches, and knows from the system when
// each packet has arrived, so that it need not read them at once.
type socket struct {
	*net.UDPConn
	batch *ipv4.PacketConn
	watch watch
	read  []ipv4.Message
	next  int
	count int
}

// rest is how long packets may wait in the system's buffer.
const rest = 20 * time.Millisecond

func newSocket(watch watch) (*socket, error) {
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	if err := conn.SetReadBuffer(bufferBytes); err != nil {
		return nil, err
	}
	raw, err := conn.SyscallConn()
	if err != nil {
		return nil, err
	}
	var refused error
	err = raw.Control(func(fd uintptr) {
		refused = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, timestampNs, 1)
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return nil, err
	}
	read := make([]ipv4.Message, batchPackets)
	for i := range read {
		read[i].Buffers = [][]byte{make([]byte, longest)}
		read[i].OOB = make([]byte, controlBytes)
	}
	return &socket{UDPConn: conn, batch: ipv4.NewPacketConn(conn), watch: watch, read: read}, nil
}

func (s *socket) port() int {
	return s.LocalAddr().(*net.UDPAddr).Port
}

// WriteTo is called by Pion, from any goroutine.
func (s *socket) WriteTo(packet []byte, to net.Addr) (int, error) {
	if isRtp(packet) {
		s.watch.sent(packet, time.Now().UnixNano())
	}
	return s.UDPConn.WriteTo(packet, to)
}

// ReadFrom is called by Pion, from one goroutine.
func (s *socket) ReadFrom(packet []byte) (int, net.Addr, error) {
	for {
		for s.next < s.count {
			message := &s.read[s.next]
			s.next++
			from := message.Buffers[0][:message.N]
			if !isMedia(from) || s.watch.received(from, arrival(message.OOB[:message.NN])) {
				return copy(packet, from), message.Addr, nil
			}
		}
		if s.count < batchPackets && s.watch.resting() { // after a full batch, more is waiting
			time.Sleep(rest)
		}
		count, err := s.batch.ReadBatch(s.read, 0)
		if err != nil {
			return 0, nil, io.EOF // the socket is closed, about which Pion logs nothing in this case
		}
		s.next, s.count = 0, count
	}
}

// arrival reads the time at which the system got a packet.
func arrival(control []byte) int64 {
	if len(control) >= 32 && binary.LittleEndian.Uint32(control[12:]) == timestampNs {
		seconds := int64(binary.LittleEndian.Uint64(control[16:]))
		return seconds*int64(time.Second) + int64(binary.LittleEndian.Uint64(control[24:]))
	}
	return time.Now().UnixNano()
}
