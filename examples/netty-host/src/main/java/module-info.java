/** The smallest host on Netty. */
module dev.rtcrooms.examples.nettyhost {
  requires dev.rtcrooms.netty;
}
