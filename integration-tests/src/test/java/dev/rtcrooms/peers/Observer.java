package dev.rtcrooms.peers;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnectionIceErrorEvent;
import dev.onvoid.webrtc.RTCRtpReceiver;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSignalingState;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Hears of a connection on libwebrtc's own thread, which must never wait, and passes it on to the
 * client's loop. Only what comes in is taken at once: what the events carry may be gone later.
 */
final class Observer implements PeerConnectionObserver {

  private final Loop loop;
  private final Arrivals arrivals = new Arrivals();
  private final AtomicInteger signalingChanges = new AtomicInteger();
  private Peer peer;

  Observer(Loop loop) {
    this.loop = loop;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  /** In the loop; what happened before waits behind it. */
  void observe(Peer peer) {
    this.peer = peer;
  }

  private void tell(Consumer<Peer> task) {
    loop.run(
        () -> {
          if (!peer.isClosed()) {
            task.accept(peer);
          }
        });
  }

  @Override
  public void onSignalingChange(RTCSignalingState state) {
    signalingChanges.incrementAndGet();
  }

  /**
   * W3C webrtc-pc has this event fired only if it still holds when its turn comes (§4.7.3); if not,
   * libwebrtc tells of it again in the next stable state.
   */
  @Override
  public void onRenegotiationNeeded() {
    int now = signalingChanges.get();
    tell(
        peer -> {
          if (signalingChanges.get() == now) {
            peer.negotiate();
          }
        });
  }

  @Override
  public void onIceCandidate(RTCIceCandidate candidate) {
    tell(peer -> peer.gathered(candidate));
  }

  @Override
  public void onIceCandidateError(RTCPeerConnectionIceErrorEvent event) {
    int code = event.getErrorCode();
    tell(peer -> peer.failedToGather(code));
  }

  @Override
  public void onTrack(RTCRtpTransceiver transceiver) {
    arrivals.came(transceiver);
  }

  @Override
  public void onRemoveTrack(RTCRtpReceiver receiver) {
    arrivals.gone(receiver);
  }

  @Override
  public void onDataChannel(RTCDataChannel channel) {
    arrivals.opened(new Channel(channel));
  }
}
