package dev.rtcrooms.peers;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;

/**
 * Makes and sets the descriptions of a connection, and waits each time until it is done: so that
 * two operations never run at once, as the operations chain of W3C webrtc-pc §4.4.1.2 has it.
 */
final class Description {

  private final RTCPeerConnection pc;

  Description(RTCPeerConnection pc) {
    this.pc = pc;
  }

  /** Makes an offer and sets it: {@code setLocalDescription()} in a stable state. */
  RTCSessionDescription offer() {
    Made made = new Made();
    pc.createOffer(new RTCOfferOptions(), made);
    return setLocal(Loop.await(made.description));
  }

  /** Makes an answer and sets it: {@code setLocalDescription()} with a remote offer. */
  RTCSessionDescription answer() {
    Made made = new Made();
    pc.createAnswer(new RTCAnswerOptions(), made);
    return setLocal(Loop.await(made.description));
  }

  /** RFC 9429 §4.1.10.2. */
  void rollback() {
    setLocal(new RTCSessionDescription(RTCSdpType.ROLLBACK, ""));
  }

  void setRemote(RTCSdpType type, String sdp) {
    Done done = new Done();
    pc.setRemoteDescription(new RTCSessionDescription(type, sdp), done);
    Loop.await(done.nothing);
  }

  private RTCSessionDescription setLocal(RTCSessionDescription description) {
    Done done = new Done();
    pc.setLocalDescription(description, done);
    Loop.await(done.nothing);
    return description;
  }

  private static final class Made implements CreateSessionDescriptionObserver {
    private final CompletableFuture<RTCSessionDescription> description = new CompletableFuture<>();

    @Override
    public void onSuccess(RTCSessionDescription made) {
      description.complete(made);
    }

    @Override
    public void onFailure(String error) {
      description.completeExceptionally(new AssertionError(error));
    }
  }

  private static final class Done implements SetSessionDescriptionObserver {
    private final CompletableFuture<Void> nothing = new CompletableFuture<>();

    @Override
    public void onSuccess() {
      nothing.complete(null);
    }

    @Override
    public void onFailure(String error) {
      nothing.completeExceptionally(new AssertionError(error));
    }
  }
}
