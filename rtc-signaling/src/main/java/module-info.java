import org.jspecify.annotations.NullMarked;

/** WebRTC signaling, the JSON wire, Jakarta transports and the browser client. */
@NullMarked
module dev.rtcrooms.signaling {
  requires transitive dev.rtcrooms;
  requires static transitive jakarta.servlet;
  requires static transitive jakarta.websocket;
  requires static transitive org.jspecify;
  requires org.slf4j;
  requires tools.jackson.core;

  exports dev.rtcrooms.http;
  exports dev.rtcrooms.ice;
  exports dev.rtcrooms.jakarta;
  exports dev.rtcrooms.json;
  exports dev.rtcrooms.sdp;
  exports dev.rtcrooms.servlet;
  exports dev.rtcrooms.signaling;
}
