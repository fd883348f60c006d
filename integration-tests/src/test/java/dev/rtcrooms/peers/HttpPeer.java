package dev.rtcrooms.peers;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpReceiver;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An encoder (RFC 9725) or a player (draft-ietf-wish-whep) on libwebrtc; for the test's thread. */
final class HttpPeer implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private static final String SDP = "application/sdp";
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

  private final Arrivals arrivals = new Arrivals();
  private final RTCPeerConnection pc;
  private final Description description;
  private final List<MediaStreamTrack> tracks;
  private URI session;
  private String answer;
  private boolean closed;

  private HttpPeer(PeerConnectionFactory factory, List<MediaStreamTrack> tracks) {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    this.pc = factory.createPeerConnection(configuration, new Tracks());
    this.description = new Description(pc);
    this.tracks = tracks;
  }

  /** Publishes a track, of which this disposes. */
  static HttpPeer publishing(URI endpoint, PeerConnectionFactory factory, VideoTrack track) {
    HttpPeer peer = new HttpPeer(factory, List.of(track));
    peer.begin(endpoint, RTCRtpTransceiverDirection.SEND_ONLY);
    return peer;
  }

  /** Plays picture and sound; disposes of the tracks, which only say what kinds to play. */
  static HttpPeer playing(
      URI endpoint, PeerConnectionFactory factory, VideoTrack picture, AudioTrack sound) {
    HttpPeer peer = new HttpPeer(factory, List.of(picture, sound));
    peer.begin(endpoint, RTCRtpTransceiverDirection.RECV_ONLY);
    return peer;
  }

  /** What comes in. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** {@link Peer#samples} of this connection. */
  CompletableFuture<Long> samples() {
    return Peer.samples(pc);
  }

  private final class Tracks implements PeerConnectionObserver {
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
      // a lite agent needs none
    }

    @Override
    public void onTrack(RTCRtpTransceiver transceiver) {
      arrivals.came(transceiver);
    }

    @Override
    public void onRemoveTrack(RTCRtpReceiver receiver) {
      arrivals.gone(receiver);
    }
  }

  private void begin(URI endpoint, RTCRtpTransceiverDirection direction) {
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction = direction;
    for (MediaStreamTrack track : tracks) {
      pc.addTransceiver(track, init);
    }
    HttpResponse<String> created =
        ask("POST", endpoint, description.offer().sdp, "Content-Type", SDP);
    if (created.statusCode() != 201) {
      throw new AssertionError(created.statusCode() + " " + created.body());
    }
    session = URI.create(created.headers().firstValue("Location").orElseThrow());
    answer = created.body();
    description.setRemote(RTCSdpType.ANSWER, answer);
  }

  /** The address of the session. */
  URI session() {
    return session;
  }

  /** Restarts ICE by a PATCH request. */
  void restart() {
    pc.restartIce();
    RTCSessionDescription offer = description.offer();
    HttpResponse<String> restarted =
        ask(
            "PATCH",
            session,
            line(offer.sdp, "a=ice-ufrag:") + "\r\n" + line(offer.sdp, "a=ice-pwd:") + "\r\n",
            "Content-Type",
            FRAGMENT,
            "If-Match",
            "*");
    if (restarted.statusCode() != 200) {
      throw new AssertionError(restarted.statusCode() + " " + restarted.body());
    }
    String fragment = restarted.body();
    answer =
        answer
            .replace(line(answer, "a=ice-ufrag:"), line(fragment, "a=ice-ufrag:"))
            .replace(line(answer, "a=ice-pwd:"), line(fragment, "a=ice-pwd:"));
    description.setRemote(RTCSdpType.ANSWER, answer);
  }

  private static String line(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  /** The status of a request to the session. */
  int status(String method) {
    return ask(method, session, "").statusCode();
  }

  private static HttpResponse<String> ask(
      String method, URI address, String content, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, BodyPublishers.ofString(content));
    try {
      return HTTP.send(
          (headers.length == 0 ? request : request.headers(headers)).build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the session by a DELETE request, and the connection. */
  void end() {
    if (status("DELETE") != 200) {
      throw new AssertionError("The session did not end");
    }
    close();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (RTCRtpTransceiver transceiver : pc.getTransceivers()) {
      arrivals.gone(transceiver.getReceiver());
      transceiver.getSender().replaceTrack(null);
    }
    pc.close();
    arrivals.close();
    tracks.forEach(MediaStreamTrack::dispose);
  }
}
