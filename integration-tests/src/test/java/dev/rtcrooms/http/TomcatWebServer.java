package dev.rtcrooms.http;

import jakarta.servlet.ServletContext;
import java.nio.file.Files;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat, with its WebSocket container. */
final class TomcatWebServer implements WebServer {

  private final Tomcat tomcat = new Tomcat();

  TomcatWebServer(String contextPath, Consumer<ServletContext> setup) throws Exception {
    tomcat.setBaseDir(Files.createTempDirectory("rtc-tomcat").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext(contextPath, null);
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer((types, servlets) -> setup.accept(servlets), Set.of());
    tomcat.start();
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}
