import org.jspecify.annotations.NullMarked;

/** The JSON wire protocol, HTTP routes and the browser client. */
@NullMarked
module dev.rtcrooms.web {
  requires transitive dev.rtcrooms;
  requires static transitive org.jspecify;
  requires org.slf4j;
  requires tools.jackson.core;

  exports dev.rtcrooms.http;
  exports dev.rtcrooms.json;
}
