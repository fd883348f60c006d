package dev.rtcrooms.containers;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.websocket.server.ServerContainer;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Undertow on a free port of the loopback interface. */
final class UndertowServer implements EmbeddedServer {

  private final DeploymentManager deployment;
  private final Undertow undertow;

  UndertowServer(Consumer<ServerContainer> install) throws ServletException {
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(UndertowServer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("rooms")
            .addFilter(Servlets.filter("login", LoginFilter.class).setAsyncSupported(true))
            .addFilterUrlMapping("login", "/*", DispatcherType.REQUEST)
            .addServletContextAttribute(
                WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                new WebSocketDeploymentInfo().addListener(install::accept));
    deployment = Servlets.defaultContainer().addDeployment(application);
    deployment.deploy();
    undertow =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(deployment.start()).build();
    undertow.start();
  }

  @Override
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void close() {
    deployment.undeploy(); // first, or it waits for sessions whose threads have ended
    undertow.stop();
  }
}
