package dev.rtcrooms.intruders;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Admit;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.AskToMute;
import dev.rtcrooms.message.BanUser;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.ChannelContent;
import dev.rtcrooms.message.CloseChannel;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Deny;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.IdleLayers;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.message.Kick;
import dev.rtcrooms.message.LowerHand;
import dev.rtcrooms.message.MarkRead;
import dev.rtcrooms.message.Media;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.MoveUser;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.OpenChannel;
import dev.rtcrooms.message.Paused;
import dev.rtcrooms.message.Permit;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SayTo;
import dev.rtcrooms.message.SendToChannel;
import dev.rtcrooms.message.SetCapacity;
import dev.rtcrooms.message.SetEntry;
import dev.rtcrooms.message.SetHand;
import dev.rtcrooms.message.SetSlowMode;
import dev.rtcrooms.message.SetTyping;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.message.Unban;
import dev.rtcrooms.message.Unpublish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One harmful command of each built-in type, against a room in which the user bob has said
 * something, publishes and has raised a hand, and mallory is banned.
 */
public final class IntruderCommands {

  private static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
          + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=sendonly\r\n"
          + "a=rtcp-mux\r\na=ice-ufrag:8hhY\r\na=ice-pwd:asd88fgpdd777uzjYhagZg\r\n"
          + "a=fingerprint:sha-256 19:E2:1C:3B:4B:9F:81:E6:B8:5C:F4:A5:A8:D8:73:04:BB:05:2F:70:9F:"
          + "04:A9:0E:05:E9:26:33:E8:70:88:A2\r\na=setup:actpass\r\na=rtpmap:96 VP8/90000\r\n";

  private IntruderCommands() {}

  /** The names of all commands that the library itself handles. */
  public static List<String> names() {
    return MessageType.builtIn().stream()
        .filter(type -> Command.class.isAssignableFrom(type.type()))
        .filter(type -> !CustomCommand.class.isAssignableFrom(type.type()))
        .map(MessageType::name)
        .toList();
  }

  /**
   * The commands by name.
   *
   * @param peer the client id of bob
   */
  public static Map<String, Command> against(String peer) {
    Map<String, Command> commands = new TreeMap<>();
    for (Command command : samples(peer)) {
      commands.put(nameOf(command), command);
    }
    return commands;
  }

  private static List<Command> samples(String peer) {
    return List.of(
        new Say("intruder"),
        new Edit(1, "intruder"),
        new Delete(1),
        new React(1, "\uD83D\uDC4E", true),
        new SetTyping(true),
        new SayTo(null, "bob", "intruder"),
        new MarkRead(1),
        new SetSlowMode(Duration.ofHours(1)),
        new ReadChat(null, null),
        new Pong(),
        new Refresh("stolen"),
        new Publish(),
        new Unpublish(),
        new Keep(true, List.of(new Keep.Connection(peer, 0, 0))),
        new Offer(peer, 0, SDP),
        new Answer(peer, 0, SDP),
        new Candidate(peer, 0, null),
        new Restart(peer, 0),
        new Show(peer, 0, List.of(new Show.Video("camera", 0, 0, true))),
        new Paused(peer, 0, List.of("camera")),
        new IdleLayers(peer, 0, List.of(new IdleLayers.Layer("1", "f"))),
        new OpenChannel("news"),
        new CloseChannel("news"),
        new SendToChannel("news", peer, List.of(new ChannelContent("intruder", null))),
        new Kick("bob", null),
        new BanUser("bob", null, null),
        new Unban("mallory"),
        new Permit("bob", "chat", false),
        new AskToMute("bob", null, Media.ALL),
        new SetEntry(EntryMode.OPEN),
        new SetCapacity(2),
        new Admit("liz"),
        new Deny("liz", null),
        new SetHand(true),
        new LowerHand("bob"),
        new MoveUser("bob", Role.WATCHER));
  }

  private static String nameOf(Command command) {
    return MessageType.builtIn().stream()
        .filter(type -> type.type() == command.getClass())
        .findFirst()
        .orElseThrow()
        .name();
  }
}
