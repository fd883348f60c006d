package dev.rtcrooms.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestNodes;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody who talks, connects again when the connection ends, and repeats what was not answered:
 * what a correct client does.
 */
final class SimulatedPerson {

  /** What one connection has shown, in order. */
  static final class Visit {
    final int node;
    final TestClient client;
    final List<Heard> heard = new ArrayList<>();
    final Map<String, String> refs = new LinkedHashMap<>();
    final Map<String, Integer> answers = new LinkedHashMap<>();
    final List<Person> members = new ArrayList<>();
    Hello hello;
    int framesSeen;
    int waited;
    boolean over;

    Visit(int node, TestClient client) {
      this.node = node;
      this.client = client;
    }

    /** The list of members as it was told, with one entry for each connection that is there. */
    List<String> members() {
      return members.stream()
          .flatMap(
              member ->
                  member.state() == Person.State.ONLINE
                      ? member.clients().stream().map(client -> member.user().id())
                      : Stream.of(member.user().id() + " (away)"))
          .sorted()
          .toList();
    }

    private boolean isListed(String user) {
      return members.stream().anyMatch(member -> member.user().id().equals(user));
    }
  }

  /** A recorded message. */
  record Heard(long offset, String text) {}

  final String name;
  final String room;
  final List<Visit> visits = new ArrayList<>();
  final List<String> acknowledged = new ArrayList<>();
  final List<String> complaints = new ArrayList<>();
  private final TestNodes nodes;
  private final Random random;
  private final Nodes state;
  private final Map<String, Boolean> unanswered = new LinkedHashMap<>();

  /** What was refused, or not answered before the hello, and is said when the node can hear it. */
  private final Set<String> again = new LinkedHashSet<>();

  private int said;
  private int refs;

  /** Which nodes can be reached. */
  interface Nodes {
    boolean lives(int node);

    boolean answers(int node);

    int some();
  }

  SimulatedPerson(String name, String room, TestNodes nodes, Nodes state, Random random) {
    this.name = name;
    this.room = room;
    this.nodes = nodes;
    this.state = state;
    this.random = random;
  }

  Visit current() {
    return visits.get(visits.size() - 1);
  }

  boolean isConnected() {
    return !visits.isEmpty()
        && state.lives(current().node)
        && !current().over
        && current().client.isOpen()
        && current().hello != null;
  }

  /** Does what a client does within a moment. */
  void act(boolean talks) {
    if (visits.isEmpty()) {
      connect();
      return;
    }
    Visit visit = current();
    listen(visit);
    if (!state.lives(visit.node)) {
      if (++visit.waited > 5) {
        connect();
      }
    } else if (visit.over || !visit.client.isOpen()) {
      CloseReason reason = visit.over ? CloseReason.LOST : visit.client.closedWith();
      if (!reason.shouldReconnect()) {
        complaints.add(name + " was sent away for good: " + reason);
      }
      if (++visit.waited > random.nextInt(5)) {
        connect();
      }
    } else if (!state.answers(visit.node)) {
      return; // a frozen process reads nothing
    } else if (visit.hello == null) {
      if (++visit.waited > 60) {
        crash(visit);
      }
    } else if (!again.isEmpty()) {
      again.retainAll(unanswered.keySet());
      again.forEach(text -> send(text, visit));
      again.clear();
    } else if (talks && random.nextInt(4) == 0) {
      say(name + "-" + ++said, visit);
    } else if (talks && random.nextInt(60) == 0) {
      crash(visit);
    }
  }

  private static void crash(Visit visit) {
    visit.over = true;
    visit.client.crash();
  }

  private void connect() {
    int node = state.some();
    TestClient client =
        visits.isEmpty() ? nodes.join(node, room, name) : nodes.rejoin(lastHeard().client, node);
    visits.add(new Visit(node, client));
    again.clear();
    listen(current());
  }

  /** The visit from which the next one resumes: it has heard what it has heard by now. */
  private Visit lastHeard() {
    for (int at = visits.size() - 1; at >= 0; at--) {
      listen(visits.get(at));
      if (visits.get(at).hello != null) {
        return visits.get(at);
      }
    }
    return visits.get(0);
  }

  private void say(String text, Visit visit) {
    unanswered.put(text, true);
    send(text, visit);
  }

  private void send(String text, Visit visit) {
    String ref = "r" + ++refs;
    visit.refs.put(ref, text);
    visit.client.send(new Say("id-" + text, text), ref);
  }

  /** Reads what has arrived. */
  void listen(Visit visit) {
    List<Batch> frames = visit.client.frames();
    for (; visit.framesSeen < frames.size(); visit.framesSeen++) {
      for (Outgoing message : frames.get(visit.framesSeen).messages()) {
        hear(message, visit);
      }
    }
  }

  private void hear(Outgoing message, Visit visit) {
    if (message.event() instanceof Hello hello) {
      visit.hello = hello;
      if (visit == current()) {
        again.addAll(unanswered.keySet());
      }
    } else if (message.event() instanceof Members list) {
      if (!visit.members.isEmpty()) {
        complaints.add(name + " was sent the list of members twice");
      }
      visit.members.addAll(list.members());
    } else if (message.event() instanceof MembersChanged news) {
      membersChanged(news, visit);
    } else if (message.event() instanceof Said event) {
      if (message.offset().isEmpty()) {
        complaints.add(name + " heard a message without a number");
      } else {
        visit.heard.add(new Heard(message.offset().getAsLong(), event.text()));
      }
    } else if (message.event() instanceof Replied reply && reply.ref() != null) {
      visit.answers.merge(reply.ref(), 1, Integer::sum);
      String text = visit.refs.get(reply.ref());
      if (unanswered.remove(text) != null) {
        acknowledged.add(text);
      }
    } else if (message.event() instanceof Refused refused && refused.ref() != null) {
      visit.answers.merge(refused.ref(), 1, Integer::sum);
      if (visit == current()) {
        again.add(visit.refs.get(refused.ref()));
      }
    }
  }

  private void membersChanged(MembersChanged news, Visit visit) {
    for (Person joined : news.joined()) {
      if (visit.isListed(joined.user().id())) {
        complaints.add(name + " was told twice that " + joined.user().id() + " joined");
      }
      visit.members.add(joined);
    }
    for (Person changed : news.changed()) {
      if (!visit.isListed(changed.user().id())) {
        complaints.add(name + " was told of a change of " + changed.user().id() + ", who is out");
      }
      visit.members.replaceAll(
          member -> member.user().id().equals(changed.user().id()) ? changed : member);
    }
    for (String left : news.left()) {
      if (!visit.isListed(left)) {
        complaints.add(name + " was told that " + left + " left, who was out");
      }
      visit.members.removeIf(member -> member.user().id().equals(left));
    }
  }

  boolean hasUnanswered() {
    return !unanswered.isEmpty();
  }
}
