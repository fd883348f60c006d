package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.cluster.NodeMessage.Enter;
import dev.rtcrooms.hub.cluster.NodeMessage.Gone;
import dev.rtcrooms.hub.cluster.NodeMessage.Group;
import dev.rtcrooms.hub.cluster.NodeMessage.Kind;
import dev.rtcrooms.hub.cluster.NodeMessage.Line;
import dev.rtcrooms.hub.cluster.NodeMessage.Said;
import dev.rtcrooms.hub.cluster.NodeMessage.Turn;
import dev.rtcrooms.hub.command.SenderRate;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.feature.Renewed;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of this node to one room whose home is another node. It carries what the clients
 * send to the home, delivers the turns of the home, and watches over the connections. It has a
 * mailbox for the order, and no features. For the mailbox, except where a method says otherwise.
 */
final class Outpost implements EdgeClient.Home {

  private static final Logger LOG = LoggerFactory.getLogger(Outpost.class);

  private final long number;
  private final String streamId;
  private final NodeLink link;
  private final EdgeSettings settings;
  private final Consumer<Outpost> whenEmpty;
  private final Mailbox mailbox;
  private final Timers timers;
  private final RoomOutput output;
  private final Map<Long, EdgeClient> clients = new LinkedHashMap<>();
  private final EdgeWatch watch;
  private boolean ended;

  /**
   * An outpost without clients.
   *
   * @param number of the room at this node
   * @param link to the home
   * @param whenEmpty called in the mailbox when the last client has gone; the outpost has ended
   */
  Outpost(
      long number,
      String streamId,
      NodeLink link,
      EdgeSettings settings,
      Consumer<Outpost> whenEmpty) {
    this.number = number;
    this.streamId = streamId;
    this.link = link;
    this.settings = settings;
    this.whenEmpty = whenEmpty;
    mailbox = new Mailbox(settings.executor(), settings.scheduler(), () -> {}, () -> {});
    timers = new Timers(mailbox, settings.scheduler());
    output = new RoomOutput(settings.limits(), settings.scheduler(), settings.executor());
    watch = new EdgeWatch(settings, timers, Collections.unmodifiableCollection(clients.values()));
  }

  void start() {
    mailbox.start();
  }

  long number() {
    return number;
  }

  NodeLink link() {
    return link;
  }

  @Override
  public long nanoTime() {
    return settings.scheduler().nanoTime();
  }

  @Override
  public CompletionStage<Renewed> renew(AdmittedUser user, String token) {
    return settings.renewal().apply(user, token);
  }

  /** Runs a task in the mailbox, unless it has ended; any thread. */
  boolean execute(Runnable task) {
    return mailbox.execute(task);
  }

  /**
   * Lets a user enter at the home; any thread.
   *
   * @param client its number
   * @param elsewhere called, on any thread, if this outpost has ended, or the home is another node
   */
  void enter(long client, PendingConnection connection, AdmittedUser user, Runnable elsewhere) {
    mailbox
        .call(() -> begins(client, connection, user, elsewhere))
        .whenComplete(
            (begun, outpostHasEnded) -> {
              if (outpostHasEnded != null) {
                elsewhere.run();
              }
            });
  }

  /** Tells whether the user could be described to the home. */
  private boolean begins(
      long client, PendingConnection connection, AdmittedUser user, Runnable elsewhere) {
    byte[] described;
    try {
      described = settings.lines().entrant(user, nanoTime() - user.arrivedAt());
    } catch (RuntimeException e) {
      LOG.error("A user cannot be described to another node", e);
      connection.closed(CloseReason.FAILED);
      endIfEmpty();
      return false;
    }
    Limits limits = settings.limits();
    EdgeClient entrant = new EdgeClient(client, this, output, limits, connection, user, elsewhere);
    clients.put(client, entrant);
    watch.start();
    link.send(new Enter(client, number, streamId, described));
    entrant.begins();
    return true;
  }

  @Override
  public void said(EdgeClient client, List<Inbound> messages, int bytes) {
    List<Line> lines =
        messages.stream().map(message -> settings.lines().of(checked(client, message))).toList();
    link.send(new Said(client.number(), bytes, lines));
  }

  /** The home does not know what waits for a client here, and refuses what this node refuses. */
  private Inbound checked(EdgeClient client, Inbound message) {
    boolean refused =
        settings.lines().isAnsweredWithData(message)
            && client.recipient().waitingBytes() > settings.limits().answerBytes().burst();
    return refused ? new Inbound.Rejected(message.ref(), SenderRate.ANSWERED_ENOUGH) : message;
  }

  @Override
  public void gone(EdgeClient client, CloseReason reason) {
    mailbox.execute(() -> goneNow(client, reason));
  }

  @Override
  public void goneNow(EdgeClient client, CloseReason reason) {
    link.send(new Gone(client.number(), reason));
    remove(client, reason);
  }

  private void remove(EdgeClient client, CloseReason reason) {
    if (clients.remove(client.number(), client)) {
      output.remove(client.recipient(), false);
      client.close(reason);
      endIfEmpty();
    }
  }

  private void endIfEmpty() {
    if (clients.isEmpty() && !ended) {
      stop();
      whenEmpty.accept(this);
    }
  }

  private void stop() {
    ended = true;
    watch.stop();
    timers.end();
    mailbox.end();
  }

  private void turn(Turn turn) {
    List<Outgoing> lines = outgoing(turn.lines());
    if (turn.lines().stream().anyMatch(line -> line.kind() == Kind.PING)) {
      watch.pinged();
    }
    Map<Recipient, List<Outgoing>> individual = new HashMap<>();
    List<EdgeClient> entering = new ArrayList<>();
    for (Group group : turn.groups()) {
      List<Outgoing> messages = chosen(group.messages(), lines);
      for (long number : group.clients()) {
        EdgeClient client = clients.get(number);
        if (client != null) {
          individual.put(client.recipient(), messages);
          if (!client.isIn()) {
            output.addRelayed(client.recipient());
            entering.add(client);
          }
        }
      }
    }
    output.relay(
        chosen(turn.toParticipants(), lines), chosen(turn.toWatchers(), lines), individual);
    entering.forEach(EdgeClient::enters);
  }

  private List<Outgoing> outgoing(List<Line> lines) {
    return lines.stream().map(settings.lines()::outgoing).toList();
  }

  private static List<Outgoing> chosen(int[] positions, List<Outgoing> lines) {
    List<Outgoing> chosen = new ArrayList<>(positions.length);
    for (int position : positions) {
      chosen.add(lines.get(position));
    }
    return chosen;
  }

  /** A message of the home. If it cannot be handled, the clients come back, and miss nothing. */
  void received(NodeMessage message) {
    try {
      handle(message);
    } catch (RuntimeException | Error e) {
      LOG.error("What the home of a room has sent could not be handled", e);
      List.copyOf(clients.values()).forEach(client -> client.disconnectNow(CloseReason.MOVED));
    }
  }

  private void handle(NodeMessage message) {
    if (message instanceof Turn turn) {
      turn(turn);
    } else if (message instanceof NodeMessage.Alone alone) {
      EdgeClient client = clients.get(alone.client());
      if (client != null) {
        outgoing(alone.lines()).forEach(line -> output.sendAlone(client.recipient(), line));
      }
    } else if (message instanceof NodeMessage.Moved moved) {
      EdgeClient client = clients.get(moved.client());
      if (client != null) {
        output.moveRelayed(client.recipient(), moved.role());
      }
    } else if (message instanceof NodeMessage.Left left) {
      EdgeClient client = clients.get(left.client());
      if (client != null) {
        output.remove(client.recipient(), false);
      }
    } else if (message instanceof NodeMessage.Out out) {
      EdgeClient client = clients.get(out.client());
      if (client != null) {
        remove(client, out.reason());
      }
    } else if (message instanceof NodeMessage.NotHome none) {
      EdgeClient client = clients.remove(none.client());
      if (client != null) {
        client.moves();
        endIfEmpty();
      }
    }
  }

  /**
   * The departures of the clients; any thread.
   *
   * @return one task for each client, for any thread; fails if the outpost has ended
   */
  CompletionStage<List<Runnable>> departures(CloseReason reason) {
    return mailbox.call(
        () ->
            clients.values().stream()
                .<Runnable>map(client -> () -> client.closed(reason))
                .toList());
  }

  /** Disconnects all clients, which resume elsewhere; any thread. */
  void end(CloseReason reason) {
    mailbox.execute(
        () -> {
          List<EdgeClient> last = List.copyOf(clients.values());
          clients.clear();
          for (EdgeClient client : last) {
            output.remove(client.recipient(), false);
            client.close(reason);
          }
          stop();
        });
  }
}
