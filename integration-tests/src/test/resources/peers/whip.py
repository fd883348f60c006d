"""Publishes a test picture and a test tone by WHIP (RFC 9725) with GStreamer's webrtcbin.

The argument is the endpoint. Ends with the session when its standard input ends.
"""

import sys
import threading
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstSdp", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC

PIPELINE = """
webrtcbin name=peer bundle-policy=max-bundle
videotestsrc is-live=true pattern=ball ! video/x-raw,width=320,height=240,framerate=15/1
  ! vp8enc deadline=1 keyframe-max-dist=30 ! rtpvp8pay ! queue
  ! application/x-rtp,media=video,encoding-name=VP8,payload=96 ! peer.
audiotestsrc is-live=true ! audioconvert ! audioresample ! opusenc ! rtpopuspay ! queue
  ! application/x-rtp,media=audio,encoding-name=OPUS,payload=111 ! peer.
"""


def request(method, url, body=None):
    headers = {"Content-Type": "application/sdp"} if body else {}
    return urllib.request.urlopen(
        urllib.request.Request(url, data=body, method=method, headers=headers)
    )


def main(endpoint):
    Gst.init(None)
    loop = GLib.MainLoop()
    pipeline = Gst.parse_launch(PIPELINE)
    peer = pipeline.get_by_name("peer")
    session = []

    def offered(promise, _):
        reply = promise.get_reply()  # owns the offer
        peer.emit("set-local-description", reply.get_value("offer"), Gst.Promise.new())

    def gathered(*_):
        if peer.get_property("ice-gathering-state") != GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            return
        offer = peer.get_property("local-description").sdp.as_text()
        with request("POST", endpoint, offer.encode()) as response:
            session.append(response.headers["Location"])
            _, answer = GstSdp.SDPMessage.new_from_text(response.read().decode())
        description = GstWebRTC.WebRTCSessionDescription.new(
            GstWebRTC.WebRTCSDPType.ANSWER, answer
        )
        peer.emit("set-remote-description", description, Gst.Promise.new())
        print("published", flush=True)

    def end():
        sys.stdin.read()
        GLib.idle_add(loop.quit)

    peer.connect(
        "on-negotiation-needed",
        lambda each: each.emit(
            "create-offer", None, Gst.Promise.new_with_change_func(offered, None)
        ),
    )
    peer.connect("notify::ice-gathering-state", gathered)
    threading.Thread(target=end, daemon=True).start()
    pipeline.set_state(Gst.State.PLAYING)
    loop.run()
    for each in session:
        request("DELETE", each).close()
        print("ended", flush=True)
    pipeline.set_state(Gst.State.NULL)


main(sys.argv[1])
