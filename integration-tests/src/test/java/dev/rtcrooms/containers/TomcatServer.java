package dev.rtcrooms.containers;

import jakarta.websocket.server.ServerContainer;
import java.nio.file.Files;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat on a free port of the loopback interface. */
final class TomcatServer implements EmbeddedServer {

  private final Tomcat tomcat = new Tomcat();

  TomcatServer(Consumer<ServerContainer> install) throws Exception {
    tomcat.setBaseDir(Files.createTempDirectory("rtc-tomcat").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    StandardContext context = (StandardContext) tomcat.addContext("", null);
    context.setClearReferencesRmiTargets(false); // looking for these needs --add-opens
    context.setClearReferencesThreadLocals(false);
    Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    login(context);
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer(
        (types, servlets) ->
            install.accept(
                (ServerContainer) servlets.getAttribute(ServerContainer.class.getName())),
        Set.of());
    tomcat.start();
  }

  private static void login(Context context) {
    FilterDef filter = new FilterDef();
    filter.setFilterName("login");
    filter.setFilter(new LoginFilter());
    filter.setAsyncSupported("true");
    context.addFilterDef(filter);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("login");
    everywhere.addURLPattern("/*");
    context.addFilterMapBefore(everywhere);
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
