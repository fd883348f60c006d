package dev.rtcrooms.examples.quickstart;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes HTTP connections whose requests take too long to arrive; any thread. Jetty's idle timeout
 * does not: each byte restarts it. WebSockets and connections between two requests are left alone.
 */
final class RequestDeadline implements Connection.Listener {

  private final Scheduler scheduler;
  private final Duration interval;

  /**
   * A deadline for a connector, of which this is to be a bean.
   *
   * @param scheduler the connector's
   * @param interval a request has this time to arrive as a whole, and at most twice as much
   */
  RequestDeadline(Scheduler scheduler, Duration interval) {
    this.scheduler = scheduler;
    this.interval = interval;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData) { // HTTP, and no WebSocket
      lookLater(connection, 0, 0, false);
    }
  }

  @Override
  public void onClosed(Connection connection) {}

  /**
   * Looks at a connection after the interval.
   *
   * @param requests how many requests it had received
   * @param bytes how many bytes
   * @param begun whether a request had arrived in part
   */
  private void lookLater(Connection connection, long requests, long bytes, boolean begun) {
    scheduler.schedule(
        () -> {
          boolean ended =
              !connection.getEndPoint().isOpen()
                  || connection.getEndPoint().getConnection() != connection; // it was upgraded
          if (ended) {
            return;
          }
          long nowBytes = connection.getBytesIn();
          long nowRequests = connection.getMessagesIn();
          boolean none = nowRequests == requests;
          if (none && begun) {
            connection.close();
          } else {
            lookLater(connection, nowRequests, nowBytes, none && nowBytes > bytes);
          }
        },
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }
}
