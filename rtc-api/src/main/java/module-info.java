import org.jspecify.annotations.NullMarked;

/** Rooms, clients, messages, and the interfaces that hosts and transports implement. */
@NullMarked
module dev.rtcrooms {
  requires transitive org.jspecify;

  exports dev.rtcrooms;
  exports dev.rtcrooms.message;
  exports dev.rtcrooms.spi;
  exports dev.rtcrooms.spi.cluster;
  exports dev.rtcrooms.transport;
  exports dev.rtcrooms.thread to
      dev.rtcrooms.client,
      dev.rtcrooms.hub,
      dev.rtcrooms.jakarta,
      dev.rtcrooms.redis,
      dev.rtcrooms.sfu;
}
