import org.jspecify.annotations.NullMarked;

/** Runs rooms in this process. */
@NullMarked
module dev.rtcrooms.hub {
  requires transitive dev.rtcrooms;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.rtcrooms.hub;
  exports dev.rtcrooms.hub.chat;
  exports dev.rtcrooms.hub.history;
  exports dev.rtcrooms.hub.moderation;
  exports dev.rtcrooms.hub.presence;
}
