import org.jspecify.annotations.NullMarked;

/** Rooms in any container with Jakarta WebSocket and Jakarta Servlet. */
@NullMarked
module dev.rtcrooms.jakarta {
  requires transitive dev.rtcrooms;
  requires transitive dev.rtcrooms.hub;
  requires transitive dev.rtcrooms.signaling;
  requires transitive dev.rtcrooms.web;
  requires static transitive jakarta.servlet;
  requires static transitive jakarta.websocket;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.rtcrooms.jakarta;
  exports dev.rtcrooms.servlet;
}
