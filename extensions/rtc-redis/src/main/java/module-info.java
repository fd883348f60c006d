import org.jspecify.annotations.NullMarked;

/** A history of rooms in Redis or Valkey. */
@SuppressWarnings("requires-transitive-automatic") // Lettuce names its module in the manifest
@NullMarked
module dev.rtcrooms.redis {
  requires transitive dev.rtcrooms;
  requires transitive lettuce.core;
  requires dev.rtcrooms.web;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.rtcrooms.redis;
}
