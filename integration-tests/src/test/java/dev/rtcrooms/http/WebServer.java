package dev.rtcrooms.http;

import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.function.Consumer;

/** A running servlet container, on a free port of the loopback interface. */
interface WebServer extends AutoCloseable {

  int port();

  @Override
  void close();

  default URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** The containers that the servlet is tested in. */
  enum Kind {
    JETTY,
    TOMCAT;

    /** Starts one application; {@code setup} adds servlets as any host does. */
    WebServer start(String contextPath, Consumer<ServletContext> setup) {
      try {
        return switch (this) {
          case JETTY -> new JettyWebServer(contextPath, setup);
          case TOMCAT -> new TomcatWebServer(contextPath, setup);
        };
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
