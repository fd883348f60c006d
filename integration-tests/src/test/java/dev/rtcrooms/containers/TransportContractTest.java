package dev.rtcrooms.containers;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.testkit.contract.TransportContract;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Our transports keep to the contract that a host's own is tested with. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"JETTY", "NETTY"})
class TransportContractTest extends TransportContract {

  @Parameter Container container;

  @Override
  protected Server start(Rooms rooms) throws Exception {
    EmbeddedServer server = container.start(rooms, Placement.USUAL);
    List<RawSocket> sockets = new ArrayList<>();
    return new Server() {
      @Override
      public Peer connect(String room, String origin) throws IOException {
        String target = "/room/" + room + "/websocket";
        RawSocket socket =
            origin == null
                ? new RawSocket(server.port(), target)
                : new RawSocket(server.port(), target, "Origin: " + origin);
        sockets.add(socket);
        if (socket.readStatus() != 101) {
          throw new IOException("not let in");
        }
        return new RawPeer(socket);
      }

      @Override
      public void close() {
        for (RawSocket socket : sockets) {
          try {
            socket.close();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        }
        server.close();
      }
    };
  }

  private record RawPeer(RawSocket socket) implements TransportContract.Peer {
    @Override
    public void say(String text) throws IOException {
      socket.text(
          "{\"type\":\"say\",\"id\":\"" + text.hashCode() + "\",\"text\":\"" + text + "\"}");
    }

    @Override
    public String read() throws IOException {
      return new String(socket.read(RawSocket.TEXT), StandardCharsets.UTF_8);
    }

    @Override
    public int readCloseCode() throws IOException {
      int code = socket.readCloseCode();
      if (code == 1006) {
        throw new EOFException("no close frame");
      }
      return code;
    }

    @Override
    public void leave() throws IOException {
      socket.send(RawSocket.CLOSE, true, new byte[] {1000 >> 8, (byte) (1000 & 0xFF)});
    }

    @Override
    public void crash() throws IOException {
      socket.close();
    }
  }
}
