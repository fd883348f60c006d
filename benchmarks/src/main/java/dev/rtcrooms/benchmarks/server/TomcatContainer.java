package dev.rtcrooms.benchmarks.server;

import jakarta.websocket.server.ServerContainer;
import java.nio.file.Files;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat as it comes, but for how many connections it takes. */
final class TomcatContainer {

  private static final int CONNECTIONS = 50_000;

  private TomcatContainer() {}

  static Started start(Consumer<ServerContainer> install) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("rtc-rooms-tomcat").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", Loopback.HOST);
    tomcat.getConnector().setProperty("maxConnections", Integer.toString(CONNECTIONS));
    tomcat.getConnector().setProperty("acceptCount", Integer.toString(Loopback.BACKLOG));
    StandardContext context = (StandardContext) tomcat.addContext("", null);
    context.setClearReferencesRmiTargets(false); // looking for these needs --add-opens
    context.setClearReferencesThreadLocals(false);
    Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer(
        (types, servlets) ->
            install.accept(
                (ServerContainer) servlets.getAttribute(ServerContainer.class.getName())),
        Set.of());
    tomcat.start();
    return new Started(tomcat.getConnector().getLocalPort(), () -> stop(tomcat));
  }

  private static void stop(Tomcat tomcat) {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("Tomcat did not stop", e);
    }
  }
}
