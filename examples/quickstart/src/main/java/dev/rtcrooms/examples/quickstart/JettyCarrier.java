package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.jakarta.JakartaTransport;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** A Jetty server with pages, WebSockets and the pages' files; any thread. */
final class JettyCarrier implements Carrier {

  private static final int GOODBYE_SECONDS = 2;
  private static final Duration REQUEST_INTERVAL = Duration.ofSeconds(15);

  private final Server jetty = new Server();
  private final int port;
  private volatile @Nullable JakartaTransport transport;

  /**
   * Starts it.
   *
   * @throws IOException if it cannot listen there
   */
  JettyCarrier(Rooms rooms, Options options, Site site) throws IOException {
    this(rooms, options, site, REQUEST_INTERVAL);
  }

  /**
   * Starts it.
   *
   * @param requestInterval the shortest time within which a request must arrive
   * @throws IOException if it cannot listen there
   */
  JettyCarrier(Rooms rooms, Options options, Site site, Duration requestInterval)
      throws IOException {
    jetty.setStopTimeout(TimeUnit.SECONDS.toMillis(GOODBYE_SECONDS));
    port = listen(options, requestInterval);
    try {
      jetty.setHandler(JettyPages.of(rooms, site, installed -> transport = installed));
      jetty.start();
    } catch (Exception e) {
      stopJetty();
      throw new IllegalStateException("Jetty did not start", e);
    }
  }

  private int listen(Options options, Duration requestInterval) throws IOException {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.addBean(new RequestDeadline(connector.getScheduler(), requestInterval));
    jetty.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw e.getCause() instanceof BindException bind ? bind : e;
    }
    return connector.getLocalPort();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void stop() throws InterruptedException {
    JakartaTransport installed = transport;
    if (installed != null) {
      installed.close();
    }
    stopJetty();
  }

  private void stopJetty() {
    try {
      jetty.stop();
    } catch (TimeoutException e) {
      // it has stopped nevertheless, and cut off what was still under way
    } catch (Exception e) {
      throw new IllegalStateException("Jetty did not stop", e);
    }
  }
}
