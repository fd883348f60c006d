import org.jspecify.annotations.NullMarked;

/** A client of rooms for Java applications. */
@NullMarked
module dev.rtcrooms.client {
  requires transitive dev.rtcrooms;
  requires transitive java.net.http;
  requires static transitive org.jspecify;
  requires dev.rtcrooms.web;
  requires static dev.rtcrooms.testkit;
  requires org.slf4j;

  exports dev.rtcrooms.client;
}
