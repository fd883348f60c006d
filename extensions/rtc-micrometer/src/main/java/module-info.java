import org.jspecify.annotations.NullMarked;

/** Micrometer meters of rooms and of the SFU, and observations of commands. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer names its module in the manifest
@NullMarked
module dev.rtcrooms.micrometer {
  requires transitive dev.rtcrooms;
  requires transitive micrometer.core;
  requires transitive micrometer.observation;
  requires static dev.rtcrooms.sfu;
  requires static transitive org.jspecify;

  exports dev.rtcrooms.micrometer;
}
