package dev.rtcrooms.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.cluster.Whispers.Whisper;
import dev.rtcrooms.cluster.Whispers.Whispered;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.Event;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody who talks or watches, connects again when the connection ends, and repeats what was not
 * answered: what a correct client does. Edits and whispers are not repeated.
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

  /**
   * A recorded event.
   *
   * @param what identifies it in its room, whatever becomes of its text
   */
  record Heard(long offset, String what) {

    static Heard of(long offset, Event event) {
      if (event instanceof Said said) {
        return new Heard(offset, said.id());
      } else if (event instanceof Whispered whispered) {
        return new Heard(offset, whispered.text());
      }
      return new Heard(offset, EDIT + ((Edited) event).message());
    }

    /** Whether it is an edit, of which a message may have several. */
    boolean isEdit() {
      return what.startsWith(EDIT);
    }
  }

  private static final String EDIT = "edit of ";

  final String name;
  final String room;
  final boolean watches;
  final List<Visit> visits = new ArrayList<>();
  final List<String> acknowledged = new ArrayList<>();

  /** By message, the number of the last edit that was acknowledged. */
  final Map<String, Integer> edits = new LinkedHashMap<>();

  final List<String> complaints = new ArrayList<>();
  private final TestNodes nodes;
  private final Random random;
  private final Nodes state;
  private final Map<String, Boolean> unanswered = new LinkedHashMap<>();

  /** What was refused, or not answered before the hello, and is said when the node can hear it. */
  private final Set<String> again = new LinkedHashSet<>();

  /** By text, what is said once only, and what becomes of its answer. */
  private final Map<String, Runnable> once = new LinkedHashMap<>();

  private int said;
  private int edited;
  private int refs;

  /** Which nodes can be reached. */
  interface Nodes {
    boolean lives(int node);

    boolean answers(int node);

    int some();

    /** The link for those who watch; empty while the room is not open. */
    Optional<String> streamId(String room);
  }

  SimulatedPerson(
      String name, String room, boolean watches, TestNodes nodes, Nodes state, Random random) {
    this.name = name;
    this.room = room;
    this.watches = watches;
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
    } else if (talks && !watches && random.nextInt(4) == 0) {
      speak(visit);
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
    TestClient client;
    if (!visits.isEmpty()) {
      client = nodes.rejoin(lastHeard().client, node);
    } else if (watches) {
      Optional<String> link = state.streamId(room);
      if (link.isEmpty()) {
        return;
      }
      client = nodes.arrival(node, room, name).key(link.get()).watch();
    } else {
      client = nodes.join(node, room, name);
    }
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

  private void speak(Visit visit) {
    switch (random.nextInt(6)) {
      case 0 -> whisper(visit);
      case 1, 2 -> edit(visit);
      default -> say(visit);
    }
  }

  /** Says a new message. */
  void say(Visit visit) {
    String text = name + "-" + ++said;
    unanswered.put(text, true);
    send(text, visit);
  }

  private void whisper(Visit visit) {
    String text = "w-" + name + "-" + ++said;
    once.put(text, () -> acknowledged.add(text));
    send(new Whisper(text), text, visit);
  }

  /** Changes a message of this person that was heard last. */
  private void edit(Visit visit) {
    for (int at = visit.heard.size() - 1; at >= 0; at--) {
      Heard heard = visit.heard.get(at);
      if (acknowledged.contains(heard.what()) && heard.what().startsWith(name + "-")) {
        int version = ++edited;
        String text = heard.what() + " " + version;
        once.put(text, () -> edits.merge(heard.what(), version, Math::max));
        send(new Edit(heard.offset(), text), text, visit);
        return;
      }
    }
  }

  private void send(String text, Visit visit) {
    send(new Say(text, text), text, visit);
  }

  private void send(Command command, String text, Visit visit) {
    String ref = "r" + ++refs;
    visit.refs.put(ref, text);
    visit.client.send(command, ref);
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
    } else if (message.event() instanceof Said
        || message.event() instanceof Whispered
        || message.event() instanceof Edited) {
      if (message.offset().isEmpty()) {
        complaints.add(name + " heard a message without a number");
      } else {
        visit.heard.add(Heard.of(message.offset().getAsLong(), message.event()));
      }
    } else if (message.event() instanceof Replied reply && reply.ref() != null) {
      visit.answers.merge(reply.ref(), 1, Integer::sum);
      String text = visit.refs.get(reply.ref());
      if (unanswered.remove(text) != null) {
        acknowledged.add(text);
      }
      Runnable known = once.remove(text);
      if (known != null) {
        known.run();
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
