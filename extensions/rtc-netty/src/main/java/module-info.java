import org.jspecify.annotations.NullMarked;

/** A transport on Netty. */
@NullMarked
module dev.rtcrooms.netty {
  requires transitive dev.rtcrooms;
  requires transitive dev.rtcrooms.hub;
  requires transitive dev.rtcrooms.signaling;
  requires transitive dev.rtcrooms.web;
  requires transitive io.netty.codec.http;
  requires transitive io.netty.handler;
  requires transitive io.netty.transport;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.common;
  requires io.netty.transport.classes.epoll;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.rtcrooms.netty;
}
