import org.jspecify.annotations.NullMarked;

/** The vocabulary of RTC Rooms, and what a host may plug in. */
@NullMarked
module dev.rtcrooms {
  requires transitive org.jspecify;

  exports dev.rtcrooms;
  exports dev.rtcrooms.message;
  exports dev.rtcrooms.spi;
  exports dev.rtcrooms.transport;
}
