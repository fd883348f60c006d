package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.cluster.NodeMessage.Alone;
import dev.rtcrooms.hub.cluster.NodeMessage.Answer;
import dev.rtcrooms.hub.cluster.NodeMessage.Ask;
import dev.rtcrooms.hub.cluster.NodeMessage.Enter;
import dev.rtcrooms.hub.cluster.NodeMessage.Gone;
import dev.rtcrooms.hub.cluster.NodeMessage.Group;
import dev.rtcrooms.hub.cluster.NodeMessage.Kind;
import dev.rtcrooms.hub.cluster.NodeMessage.Left;
import dev.rtcrooms.hub.cluster.NodeMessage.Line;
import dev.rtcrooms.hub.cluster.NodeMessage.Moved;
import dev.rtcrooms.hub.cluster.NodeMessage.NotHome;
import dev.rtcrooms.hub.cluster.NodeMessage.Out;
import dev.rtcrooms.hub.cluster.NodeMessage.Said;
import dev.rtcrooms.hub.cluster.NodeMessage.Turn;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of a {@link NodeMessage}: a byte for its type, then its parts. Any thread. */
final class Wire {

  private static final Kind[] KINDS = Kind.values();

  private Wire() {}

  static void write(NodeMessage message, DataOutputStream out) throws IOException {
    if (message instanceof Turn turn) {
      writeTurn(turn, out);
    } else if (message instanceof Said said) {
      begin(out, 'S', said.client());
      out.writeInt(said.bytes());
      writeLines(said.lines(), out);
    } else if (message instanceof Enter enter) {
      begin(out, 'E', enter.client());
      out.writeLong(enter.room());
      out.writeUTF(enter.streamId());
      writeBytes(enter.entrant(), out);
    } else if (message instanceof Gone gone) {
      begin(out, 'G', gone.client());
      writeReason(gone.reason(), out);
    } else if (message instanceof Alone alone) {
      begin(out, 'A', alone.client());
      writeLines(alone.lines(), out);
    } else if (message instanceof Moved moved) {
      begin(out, 'M', moved.client());
      out.writeBoolean(moved.role() == Role.WATCHER);
    } else if (message instanceof Left left) {
      begin(out, 'L', left.client());
    } else if (message instanceof Out last) {
      begin(out, 'O', last.client());
      writeReason(last.reason(), out);
    } else if (message instanceof NotHome none) {
      begin(out, 'N', none.client());
    } else if (message instanceof Ask ask) {
      begin(out, 'Q', ask.number());
      out.writeUTF(ask.streamId());
      writeLine(ask.question(), out);
    } else if (message instanceof Answer answer) {
      begin(out, 'R', answer.number());
      writeLine(answer.answer(), out);
    }
  }

  private static void begin(DataOutputStream out, char type, long number) throws IOException {
    out.writeByte(type);
    out.writeLong(number);
  }

  private static void writeTurn(Turn turn, DataOutputStream out) throws IOException {
    begin(out, 'T', turn.room());
    writeLines(turn.lines(), out);
    writeInts(turn.toParticipants(), out);
    writeInts(turn.toWatchers(), out);
    out.writeInt(turn.groups().size());
    for (Group group : turn.groups()) {
      writeInts(group.messages(), out);
      out.writeInt(group.clients().length);
      for (long client : group.clients()) {
        out.writeLong(client);
      }
    }
  }

  private static void writeInts(int[] ints, DataOutputStream out) throws IOException {
    out.writeInt(ints.length);
    for (int each : ints) {
      out.writeInt(each);
    }
  }

  private static void writeLines(List<Line> lines, DataOutputStream out) throws IOException {
    out.writeInt(lines.size());
    for (Line line : lines) {
      writeLine(line, out);
    }
  }

  private static void writeLine(Line line, DataOutputStream out) throws IOException {
    out.writeByte(line.kind().code());
    out.writeLong(line.offset());
    writeBytes(line.json(), out);
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void writeReason(CloseReason reason, DataOutputStream out) throws IOException {
    out.writeShort(reason.code());
    out.writeUTF(reason.text());
  }

  /** Reads the messages of a frame; null if one of them cannot be read. */
  static @Nullable List<NodeMessage> readAll(byte[] content) {
    List<NodeMessage> messages = new ArrayList<>();
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
      while (in.available() > 0) {
        messages.add(read(in));
      }
      return messages;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Reads one message. A message of a newer version, whose type is unknown, is an error. */
  private static NodeMessage read(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    long number = in.readLong();
    return switch (type) {
      case 'T' -> new Turn(number, readLines(in), readInts(in), readInts(in), readGroups(in));
      case 'S' -> new Said(number, in.readInt(), readLines(in));
      case 'E' -> new Enter(number, in.readLong(), in.readUTF(), readBytes(in));
      case 'G' -> new Gone(number, readReason(in));
      case 'A' -> new Alone(number, readLines(in));
      case 'M' -> new Moved(number, in.readBoolean() ? Role.WATCHER : Role.PARTICIPANT);
      case 'L' -> new Left(number);
      case 'O' -> new Out(number, readReason(in));
      case 'N' -> new NotHome(number);
      case 'Q' -> new Ask(number, in.readUTF(), readLine(in));
      case 'R' -> new Answer(number, readLine(in));
      default -> throw new IOException("Unknown type of message " + type);
    };
  }

  private static List<Group> readGroups(DataInputStream in) throws IOException {
    int count = count(in);
    List<Group> groups = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      int[] messages = readInts(in);
      long[] clients = new long[count(in)];
      for (int c = 0; c < clients.length; c++) {
        clients[c] = in.readLong();
      }
      groups.add(new Group(messages, clients));
    }
    return groups;
  }

  private static int[] readInts(DataInputStream in) throws IOException {
    int[] ints = new int[count(in)];
    for (int n = 0; n < ints.length; n++) {
      ints[n] = in.readInt();
    }
    return ints;
  }

  private static List<Line> readLines(DataInputStream in) throws IOException {
    int count = count(in);
    List<Line> lines = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      lines.add(readLine(in));
    }
    return lines;
  }

  private static Line readLine(DataInputStream in) throws IOException {
    return new Line(KINDS[in.readByte()], in.readLong(), readBytes(in));
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[count(in)];
    in.readFully(bytes);
    return bytes;
  }

  /** A frame is in memory, so what it claims to hold cannot be more than what is left of it. */
  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available()) {
      throw new IOException("A count is out of bounds");
    }
    return count;
  }

  private static CloseReason readReason(DataInputStream in) throws IOException {
    return new CloseReason(in.readUnsignedShort(), in.readUTF());
  }
}
