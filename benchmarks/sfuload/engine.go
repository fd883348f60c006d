package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"strconv"
	"strings"

	"github.com/pion/interceptor"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v3"
)

// peer is one peer connection of the generator, with a socket of its own.
type peer struct {
	pc     *webrtc.PeerConnection
	socket *socket
}

// certificate is the same for all peers: making keys is none of the server's work.
var certificate = newCertificate()

func newCertificate() webrtc.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	fail(err)
	certificate, err := webrtc.GenerateCertificate(key)
	fail(err)
	return *certificate
}

// newPeer offers VP8 and Opus as a browser does: with resends, keyframes on demand, and transport-wide
// feedback.
func newPeer(watch watch, publishes bool) (*peer, error) {
	engine := &webrtc.MediaEngine{}
	feedback := []webrtc.RTCPFeedback{
		{Type: "transport-cc"}, {Type: "ccm", Parameter: "fir"}, {Type: "nack"}, {Type: "nack", Parameter: "pli"},
	}
	codecs := []struct {
		kind       webrtc.RTPCodecType
		number     webrtc.PayloadType
		capability webrtc.RTPCodecCapability
	}{
		{webrtc.RTPCodecTypeVideo, videoType, webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeVP8, ClockRate: 90000, RTCPFeedback: feedback}},
		{webrtc.RTPCodecTypeVideo, repairType, webrtc.RTPCodecCapability{
			MimeType: "video/rtx", ClockRate: 90000, SDPFmtpLine: "apt=" + strconv.Itoa(videoType)}},
		{webrtc.RTPCodecTypeAudio, audioType, webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2,
			SDPFmtpLine: "minptime=10;useinbandfec=1", RTCPFeedback: feedback[:1]}},
	}
	for _, codec := range codecs {
		parameters := webrtc.RTPCodecParameters{RTPCodecCapability: codec.capability, PayloadType: codec.number}
		if err := engine.RegisterCodec(parameters, codec.kind); err != nil {
			return nil, err
		}
	}
	interceptors := &interceptor.Registry{}
	if publishes {
		if err := publisherInterceptors(engine, interceptors); err != nil {
			return nil, err
		}
	} else {
		for _, kind := range []webrtc.RTPCodecType{webrtc.RTPCodecTypeVideo, webrtc.RTPCodecTypeAudio} {
			extension := webrtc.RTPHeaderExtensionCapability{URI: sdp.TransportCCURI}
			if err := engine.RegisterHeaderExtension(extension, kind); err != nil {
				return nil, err
			}
		}
	}
	socket, err := newSocket(watch)
	if err != nil {
		return nil, err
	}
	api := webrtc.NewAPI(
		webrtc.WithMediaEngine(engine),
		webrtc.WithInterceptorRegistry(interceptors),
		webrtc.WithSettingEngine(settings(socket)))
	pc, err := api.NewPeerConnection(webrtc.Configuration{Certificates: []webrtc.Certificate{certificate}})
	if err != nil {
		return nil, err
	}
	return &peer{pc: pc, socket: socket}, nil
}

func publisherInterceptors(engine *webrtc.MediaEngine, interceptors *interceptor.Registry) error {
	if err := webrtc.ConfigureNack(engine, interceptors); err != nil {
		return err
	}
	if err := webrtc.ConfigureRTCPReports(interceptors); err != nil {
		return err
	}
	return webrtc.ConfigureTWCCHeaderExtensionSender(engine, interceptors)
}

// close ends DTLS, which tells the server, and frees the socket.
func (p *peer) close() {
	p.pc.Close()
	p.socket.Close()
}

// transportId finds the number of the extension for transport-wide feedback in a description; 0
// without it.
func transportId(description string) byte {
	for _, line := range strings.Split(description, "\n") {
		if strings.HasPrefix(line, "a=extmap:") && strings.Contains(line, sdp.TransportCCURI) {
			number := strings.FieldsFunc(line[len("a=extmap:"):], func(r rune) bool { return r < '0' || r > '9' })[0]
			id, _ := strconv.Atoi(number)
			return byte(id)
		}
	}
	return 0
}
