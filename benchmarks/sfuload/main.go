// Command sfuload is a load generator for SFUs that speak WHIP (RFC 9725) and WHEP, and an SFU on
// Pion to compare others with.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/pion/webrtc/v3"
)

const (
	sdpType       = "application/sdp"
	answerTimeout = 10 * time.Second
)

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("sfuload serve [options] | sfuload load [options]; sfuload load -h explains them"))
	}
	switch os.Args[1] {
	case "serve":
		fail(serve(os.Args[2:]))
	case "load":
		fail(runLoad(os.Args[2:]))
	default:
		fail(fmt.Errorf("sfuload does not know %s", os.Args[1]))
	}
}

// fail ends the process with an error, if there is one.
func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "sfuload:", err)
		os.Exit(1)
	}
}

// post sends an offer and returns the answer, as WHIP and WHEP do it.
func post(url, offer string) (string, error) {
	client := http.Client{Timeout: answerTimeout}
	response, err := client.Post(url, sdpType, strings.NewReader(offer))
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	if response.StatusCode != http.StatusCreated {
		return "", fmt.Errorf("the server answers an offer with %s: %s", response.Status, body)
	}
	return string(body), nil
}

// connect offers to the server, and accepts its answer.
func connect(pc *webrtc.PeerConnection, url string) error {
	offer, err := pc.CreateOffer(nil)
	if err != nil {
		return err
	}
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(offer); err != nil {
		return err
	}
	<-gathered
	answer, err := post(url, pc.LocalDescription().SDP)
	if err != nil {
		return err
	}
	return pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
}
