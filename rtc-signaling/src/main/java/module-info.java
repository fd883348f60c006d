import org.jspecify.annotations.NullMarked;

/** WebRTC signaling, session descriptions and ICE candidates. */
@NullMarked
module dev.rtcrooms.signaling {
  requires transitive dev.rtcrooms;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.rtcrooms.ice;
  exports dev.rtcrooms.sdp;
  exports dev.rtcrooms.signaling;
}
