package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.cluster.NodeMessage.Answer;
import dev.rtcrooms.hub.cluster.NodeMessage.Ask;
import dev.rtcrooms.hub.cluster.NodeMessage.Enter;
import dev.rtcrooms.hub.cluster.NodeMessage.Gone;
import dev.rtcrooms.hub.cluster.NodeMessage.Said;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Receiver;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** This node's side of all links: clients that it has, and rooms that it has; any thread. */
public final class Nodes {

  private final NodeLinks links;
  private final HomeSide homes;
  private final EdgeSide edges;
  private final NodeQuestions questions;

  /** Shows clients and hosts of other nodes the rooms of this node. */
  public interface Door {

    /**
     * A client wants to enter.
     *
     * @param connection at the other node
     * @param streamId the room
     * @param user whose room is yet to be set
     * @param notHome to be called instead of closing the connection, if this node is not the home
     * @return receives what the client sends, and its end
     */
    Receiver enter(Connection connection, String streamId, AdmittedUser user, Runnable notHome);

    /**
     * The host of another node asks a room.
     *
     * @return the data of the answer; fails with a {@link dev.rtcrooms.RefusalException}, or with a
     *     {@link NotHomeException}
     */
    CompletionStage<Optional<Fields>> ask(String streamId, Command question);
  }

  /** No links yet. */
  public Nodes(Cluster cluster, EdgeSettings settings, Door door) {
    links = new NodeLinks(cluster, settings.scheduler(), new Incoming());
    homes =
        new HomeSide(
            settings.lines(),
            (connection, streamId, entrant) ->
                door.enter(connection, streamId, user(settings, entrant), connection::notHere));
    edges = new EdgeSide(settings, links);
    questions =
        new NodeQuestions(
            settings.lines(), settings.scheduler(), settings.limits().answerTimeout(), door::ask);
  }

  private static AdmittedUser user(EdgeSettings settings, Entering entrant) {
    return entrant.user().since(settings.scheduler().nanoTime() - entrant.age());
  }

  private final class Incoming implements NodeLinks.Listener {

    @Override
    public void received(NodeLink link, NodeMessage message) {
      if (message instanceof Said said) {
        homes.said(link, said);
      } else if (message instanceof Enter enter) {
        homes.enter(link, enter);
      } else if (message instanceof Gone gone) {
        homes.gone(link, gone);
      } else if (message instanceof Ask ask) {
        questions.asked(link, ask);
      } else if (message instanceof Answer answer) {
        questions.answered(link, answer);
      } else {
        edges.received(link, message);
      }
    }

    @Override
    public void broken(NodeLink link) {
      homes.broken(link);
      edges.broken(link);
      questions.broken(link);
    }
  }

  /** A frame of another node has arrived; of one node one at a time. */
  public void received(String node, byte[] frame) {
    links.received(node, frame);
  }

  /**
   * Lets a user of this node into a room of another.
   *
   * @param node the home
   * @param elsewhere called, on any thread, if that node is not the home
   */
  public void enter(
      String node,
      UUID room,
      String streamId,
      PendingConnection connection,
      AdmittedUser user,
      Runnable elsewhere) {
    edges.enter(node, room, streamId, connection, user, elsewhere);
  }

  /**
   * Asks a room of another node.
   *
   * @param node the home
   * @return the data of the answer; fails with a {@link dev.rtcrooms.RefusalException}, or with a
   *     {@link NotHomeException}
   */
  public CompletionStage<Optional<Fields>> ask(String node, String streamId, Command question) {
    return questions.ask(links.to(node), streamId, question);
  }

  /** How many clients of this node are in rooms of others, or enter them. */
  public int clients() {
    return edges.clients();
  }

  /**
   * The departures of the clients of this node from rooms of others.
   *
   * @return of each such room, one task for each client, which disconnects it
   */
  public List<CompletionStage<List<Runnable>>> departures(CloseReason reason) {
    return edges.departures(reason);
  }

  /** Disconnects the clients of this node from rooms of others. */
  public void endOutposts(CloseReason reason) {
    edges.end(reason);
  }

  /**
   * Ends all links when everything was sent that waits, or after a second.
   *
   * @return completes when they have ended, on any thread
   */
  public CompletionStage<Void> end() {
    return links.end();
  }
}
