package dev.rtcrooms.jakarta;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.jakarta.Handshakes.Opening;
import dev.rtcrooms.transport.ControlFrames;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.InboundFrame;
import dev.rtcrooms.transport.Receiver;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint of one connection; called on the container's threads. It is public for containers
 * that call it by reflection; hosts do not use it.
 *
 * <p>Containers differ in which callbacks they make, how often and on which thread, so each may
 * come at any time and more than once.
 */
public final class RoomEndpoint extends Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(RoomEndpoint.class);

  /** The hub decides how long a client may be silent, and how long a write may take. */
  private static final int NO_TIMEOUT = 0;

  /** How long Tomcat's blocking send waits for a client that does not read. */
  private static final String TOMCAT_SEND_TIMEOUT =
      "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private static final Duration TOMCAT_SENDS_FOR = Duration.ofSeconds(20);
  private static final Duration AFTER_THE_HUB = Duration.ofSeconds(1);

  private final Installation installation;
  private volatile @Nullable JakartaConnection connection;
  private volatile @Nullable Receiver receiver;
  private volatile @Nullable CloseReason ended;

  RoomEndpoint(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    JakartaConnection opened = new JakartaConnection(session, installation);
    connection = opened;
    try {
      open(session, opened, Handshakes.openingOf(session));
    } catch (RuntimeException e) {
      LOG.debug("A session ended while it opened", e);
      opened.close(CloseReason.FAILED);
      end(CloseReason.LOST);
    }
  }

  private void open(Session session, JakartaConnection connection, Opening opening) {
    CloseReason refusal = opening.refusal();
    if (refusal != null) {
      connection.close(refusal);
      return;
    }
    connection.room(opening.handshake().key());
    session.setMaxIdleTimeout(NO_TIMEOUT);
    session.getAsyncRemote().setSendTimeout(NO_TIMEOUT);
    sendUntilTheHubGivesUp(session);
    SessionLife life =
        installation.keepsSessions()
            ? SessionLife.of(opening.handshake(), System::nanoTime)
            : SessionLife.none();
    listen(session, accept(connection, addressed(opening.handshake(), session)), life);
  }

  private static Handshake addressed(Handshake handshake, Session session) {
    return handshake.remoteAddress().isPresent()
        ? handshake
        : RemoteAddresses.of(session).map(handshake::withRemoteAddress).orElse(handshake);
  }

  /**
   * Sets the send timeout so that the hub gives up first, since it knows the reason. Tomcat's
   * default is left alone if it is long enough: Tomcat looks the property up with each send, and
   * finding one costs a twentieth of the sending.
   */
  private void sendUntilTheHubGivesUp(Session session) {
    Duration needed = installation.rooms().limits().outboxAge().plus(AFTER_THE_HUB);
    if (needed.compareTo(TOMCAT_SENDS_FOR) > 0) {
      session.getUserProperties().put(TOMCAT_SEND_TIMEOUT, needed.toMillis());
    }
  }

  private Receiver accept(JakartaConnection connection, Handshake handshake) {
    Receiver accepted = installation.rooms().accept(connection, handshake);
    receiver = accepted;
    CloseReason early = ended;
    if (early != null) {
      accepted.closed(early);
    }
    return accepted;
  }

  /**
   * Receives messages in parts, so that a frame is bounded before it is whole. The session also
   * needs no larger text buffer, which some containers would allocate at once.
   */
  private void listen(Session session, Receiver accepted, SessionLife life) {
    InboundFrame frame = new InboundFrame(installation.rooms().limits());
    ControlFrames empty = new ControlFrames(installation.rooms().limits());
    MessageHandler.Partial<String> text =
        (part, last) -> {
          if (part.isEmpty() && !last && !empty.allows(System.nanoTime(), 1)) {
            accepted.closed(CloseReason.FLOODING);
          } else {
            receive(accepted, frame, part, last);
            life.sign();
          }
        };
    MessageHandler.Partial<ByteBuffer> binary =
        (part, last) -> accepted.closed(CloseReason.NOT_TEXT);
    session.addMessageHandler(String.class, text);
    session.addMessageHandler(ByteBuffer.class, binary);
  }

  private void receive(Receiver accepted, InboundFrame frame, String part, boolean last) {
    frame
        .add(part, last)
        .ifPresent(
            text -> accepted.receive(installation.codec().decodeCommands(text), frame.bytes()));
    if (frame.tooBig()) {
      accepted.closed(CloseReason.TOO_BIG);
    }
  }

  @Override
  public void onClose(Session session, jakarta.websocket.CloseReason reason) {
    end(CloseReason.received(reason.getCloseCode().getCode()));
    JakartaConnection opened = connection;
    if (opened != null) {
      opened.stopWaiting();
    }
  }

  @Override
  public void onError(Session session, Throwable cause) {
    LOG.debug("The container reports a failed connection", cause);
    end(CloseReason.LOST);
  }

  private void end(CloseReason reason) {
    ended = reason;
    Receiver accepted = receiver;
    if (accepted != null) {
      accepted.closed(reason);
    }
  }
}
