package dev.rtcrooms.benchmarks.server;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import jakarta.websocket.server.ServerContainer;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.xnio.Options;

/** Undertow as it comes, but for the length of the queue of those who want in. */
final class UndertowContainer {

  private UndertowContainer() {}

  static Started start(Consumer<ServerContainer> install) throws ServletException {
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(UndertowContainer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("rooms")
            .addServletContextAttribute(
                WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                new WebSocketDeploymentInfo().addListener(install::accept));
    DeploymentManager deployment = Servlets.defaultContainer().addDeployment(application);
    deployment.deploy();
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, Loopback.HOST)
            .setSocketOption(Options.BACKLOG, Loopback.BACKLOG)
            .setHandler(deployment.start())
            .build();
    undertow.start();
    int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    return new Started(
        port,
        () -> {
          deployment.undeploy(); // first, or it waits for sessions whose threads have ended
          undertow.stop();
        });
  }
}
