package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"github.com/pion/interceptor"
	"github.com/pion/logging"
	"github.com/pion/webrtc/v3"
)

const bufferBytes = 4 << 20

// sfu forwards the tracks of the newest publisher of a room to all its players, with Pion's default
// interceptors: resends, reports, and transport-wide feedback.
type sfu struct {
	api    *webrtc.API
	tracks map[webrtc.RTPCodecType]*webrtc.TrackLocalStaticRTP
}

// serve runs an SFU on the loopback interface until the process ends. It says the addresses for
// publishers and players of each room on standard output.
func serve(arguments []string) error {
	flags := flag.NewFlagSet("sfuload serve", flag.ExitOnError)
	rooms := flags.Int("rooms", 1, "how many rooms there are")
	flags.Parse(arguments)

	api := newApi()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	fail(err)
	go func() { // standard input ends with the process that started this one
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	addresses := ""
	for i := 0; i < *rooms; i++ {
		room := newSfu(api)
		whip, whep := fmt.Sprintf("/%d/whip", i), fmt.Sprintf("/%d/whep", i)
		http.HandleFunc(whip, room.publish)
		http.HandleFunc(whep, room.play)
		base := " http://" + listener.Addr().String()
		addresses += base + whip + base + whep
	}
	fmt.Println("READY" + addresses)
	return http.Serve(listener, nil)
}

func newApi() *webrtc.API {
	media := &webrtc.MediaEngine{}
	fail(media.RegisterDefaultCodecs())
	interceptors := &interceptor.Registry{}
	fail(webrtc.RegisterDefaultInterceptors(media, interceptors))
	socket, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	fail(err)
	fail(socket.SetReadBuffer(bufferBytes))
	fail(socket.SetWriteBuffer(bufferBytes))
	settings := settings(socket)
	settings.SetLite(true)
	return webrtc.NewAPI(
		webrtc.WithMediaEngine(media),
		webrtc.WithInterceptorRegistry(interceptors),
		webrtc.WithSettingEngine(settings))
}

func newSfu(api *webrtc.API) *sfu {
	return &sfu{
		api: api,
		tracks: map[webrtc.RTPCodecType]*webrtc.TrackLocalStaticRTP{
			webrtc.RTPCodecTypeVideo: track(webrtc.MimeTypeVP8, 90000, 0),
			webrtc.RTPCodecTypeAudio: track(webrtc.MimeTypeOpus, 48000, 2),
		},
	}
}

// settings uses one socket of the loopback interface for all peer connections. Pion's log goes to
// standard error, because standard output is for lines that the benchmark reads.
func settings(socket net.PacketConn) webrtc.SettingEngine {
	settings := webrtc.SettingEngine{}
	log := logging.NewDefaultLoggerFactory()
	log.Writer = os.Stderr
	settings.LoggerFactory = log
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetICEUDPMux(webrtc.NewICEUDPMux(nil, socket))
	return settings
}

func track(mime string, clock uint32, channels uint16) *webrtc.TrackLocalStaticRTP {
	track, err := webrtc.NewTrackLocalStaticRTP(
		webrtc.RTPCodecCapability{MimeType: mime, ClockRate: clock, Channels: channels}, mime[:5], "stream")
	fail(err)
	return track
}

func (s *sfu) publish(w http.ResponseWriter, r *http.Request) {
	pc, err := s.api.NewPeerConnection(webrtc.Configuration{})
	fail(err)
	closeWhenGone(pc)
	pc.OnTrack(func(remote *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		local := s.tracks[remote.Kind()]
		packet := make([]byte, 1500)
		for {
			n, _, err := remote.Read(packet)
			if err != nil {
				return
			}
			local.Write(packet[:n]) // a player that has gone is no reason to stop
		}
	})
	answer(pc, w, r)
}

func (s *sfu) play(w http.ResponseWriter, r *http.Request) {
	pc, err := s.api.NewPeerConnection(webrtc.Configuration{})
	fail(err)
	closeWhenGone(pc)
	for _, track := range s.tracks {
		sender, err := pc.AddTrack(track)
		fail(err)
		go func() { // interceptors see only the RTCP that is read
			packet := make([]byte, 1500)
			for {
				if _, _, err := sender.Read(packet); err != nil {
					return
				}
			}
		}()
	}
	answer(pc, w, r)
}

func closeWhenGone(pc *webrtc.PeerConnection) {
	pc.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		if state == webrtc.PeerConnectionStateFailed || state == webrtc.PeerConnectionStateClosed {
			pc.Close()
		}
	})
}

func answer(pc *webrtc.PeerConnection, w http.ResponseWriter, r *http.Request) {
	offer, err := io.ReadAll(r.Body)
	fail(err)
	fail(pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: string(offer)}))
	answer, err := pc.CreateAnswer(nil)
	fail(err)
	gathered := webrtc.GatheringCompletePromise(pc)
	fail(pc.SetLocalDescription(answer))
	<-gathered
	w.Header().Set("Content-Type", sdpType)
	w.WriteHeader(http.StatusCreated)
	io.WriteString(w, pc.LocalDescription().SDP)
}
