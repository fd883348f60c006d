/** The smallest host in a servlet container. */
module dev.rtcrooms.examples.jettyhost {
  requires dev.rtcrooms.jakarta;
  requires org.eclipse.jetty.ee11.servlet;
  requires org.eclipse.jetty.ee11.websocket.jakarta.server;
}
