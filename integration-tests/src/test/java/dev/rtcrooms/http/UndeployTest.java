package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.CloseReason;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContextListener;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application with the listener of docs/embedding.md stops while its server continues. */
class UndeployTest {
  @TempDir private static Path classes;

  private final HttpClient http = HttpClient.newHttpClient();
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final List<Thread> others = roomThreads();

  /** Ends an application, and leaves its server running. */
  private interface Undeployment {
    void run() throws Exception;
  }

  @BeforeAll
  static void compileTheGuide() throws Exception {
    GuideSnippets.of("embedding.md").compileTo(classes);
  }

  @Test
  void aStoppedTomcatContextTellsItsClientsAndLeavesNoThreads() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("rtc-tomcat").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    StandardContext context = (StandardContext) tomcat.addContext("", null);
    context.setClearReferencesRmiTargets(false); // looking for these needs --add-opens
    context.setClearReferencesThreadLocals(false);
    context.setParentClassLoader(listener().getClassLoader());
    context.addApplicationListener(listener().getName());
    context.addServletContainerInitializer(new WsSci(), Set.of());
    tomcat.start();
    try {
      assertUndeploys(tomcat.getConnector().getLocalPort(), context::stop);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void aStoppedJettyContextTellsItsClientsAndLeavesNoThreads() throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    JakartaWebSocketServletContainerInitializer.configure(context, null);
    context.addEventListener(listener().getDeclaredConstructor().newInstance());
    server.setHandler(context);
    server.start();
    try {
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      assertUndeploys(port, context::stop);
    } finally {
      server.stop();
    }
  }

  @Test
  void aStoppedUndertowDeploymentTellsItsClientsAndLeavesNoThreads() throws Exception {
    DeploymentInfo application =
        new DeploymentInfo()
            .setClassLoader(listener().getClassLoader())
            .setContextPath("/")
            .setDeploymentName("undeployed")
            .addServletContextAttribute(
                WebSocketDeploymentInfo.ATTRIBUTE_NAME, new WebSocketDeploymentInfo())
            .addListener(Servlets.listener(listener()));
    DeploymentManager deployment = Servlets.newContainer().addDeployment(application);
    deployment.deploy();
    Undertow undertow =
        Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(deployment.start()).build();
    undertow.start();
    try {
      var address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
      assertUndeploys(
          address.getPort(),
          () -> {
            deployment.stop();
            deployment.undeploy();
          });
    } finally {
      undertow.stop();
    }
  }

  private static Class<? extends ServletContextListener> listener() throws Exception {
    return GuideSnippets.load(classes, "RoomsListener").asSubclass(ServletContextListener.class);
  }

  private void assertUndeploys(int port, Undeployment undeployment) throws Exception {
    join(port);
    assertThat(first.get(1, TimeUnit.MINUTES)).contains("\"type\":\"hello\"");

    undeployment.run();

    await().atMost(1, TimeUnit.MINUTES).until(this::ownThreads, List::isEmpty);
    assertThat(code.get(1, TimeUnit.MINUTES)).isEqualTo(CloseReason.SHUTTING_DOWN.code());
  }

  private void join(int port) throws Exception {
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            first.complete(data.toString());
            socket.request(1);
            return null;
          }

          @Override
          public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            code.complete(status);
            return null;
          }

          @Override
          public void onError(WebSocket socket, Throwable error) {
            code.completeExceptionally(error);
          }
        };
    http.newWebSocketBuilder()
        .subprotocols("rtc-rooms.v1")
        .buildAsync(
            URI.create("ws://127.0.0.1:" + port + "/room/" + UUID.randomUUID() + "/websocket"),
            listener)
        .get(1, TimeUnit.MINUTES);
  }

  private List<Thread> ownThreads() {
    List<Thread> threads = new ArrayList<>(roomThreads());
    threads.removeAll(others);
    return threads;
  }

  private static List<Thread> roomThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rtc-rooms-"))
        .toList();
  }
}
