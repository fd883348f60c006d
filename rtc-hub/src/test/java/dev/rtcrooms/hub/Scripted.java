package dev.rtcrooms.hub;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Result;
import dev.rtcrooms.message.Command;
import java.util.function.BiFunction;

/** A feature that does what a test says. */
final class Scripted implements Feature {

  private final BiFunction<Client, Command, Result> script;

  Scripted(BiFunction<Client, Command, Result> script) {
    this.script = script;
  }

  @Override
  public Result handle(Client client, Command command) {
    return script.apply(client, command);
  }

  /** A feature that throws wherever it is called. */
  static final class Broken implements Feature {
    @Override
    public void joined(Client client) {
      throw new IllegalStateException("joined, as the test wants it");
    }

    @Override
    public void left(Client client) {
      throw new IllegalStateException("left, as the test wants it");
    }

    @Override
    public void regranted(Client client, Grants before) {
      throw new StackOverflowError("regranted, as the test wants it");
    }

    @Override
    public Result handle(Client client, Command command) {
      throw new IllegalStateException("handle, as the test wants it");
    }

    @Override
    public void closed() {
      throw new IllegalStateException("closed, as the test wants it");
    }
  }
}
