import org.jspecify.annotations.NullMarked;

/** A selective forwarding unit in the process of the host. */
@NullMarked
module dev.rtcrooms.sfu {
  requires transitive dev.rtcrooms.signaling;
  requires transitive dev.rtcrooms.web;
  requires static transitive org.jspecify;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.tls;
  requires static io.netty.buffer;
  requires static io.netty.common;
  requires static io.netty.transport;
  requires static io.netty.transport.classes.epoll;
  requires static io.netty.transport.unix.common;
  requires org.slf4j;

  exports dev.rtcrooms.sfu;
  exports dev.rtcrooms.sfu.stats;
}
