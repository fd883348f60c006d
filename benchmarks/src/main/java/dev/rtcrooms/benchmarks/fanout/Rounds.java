package dev.rtcrooms.benchmarks.fanout;

import dev.rtcrooms.benchmarks.process.Processors;
import dev.rtcrooms.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all servers in turns, so that what changes in the machine with time changes all of them;
 * for one thread.
 *
 * <p>What is compared runs at the same time, and each server is warm: a workload is then measured
 * on one after the other within a minute or two, on ours and its peer within seconds. Those of
 * 10,000 connections, which leave a full heap behind, have a process to themselves.
 */
final class Rounds {

  private final Options options;
  private final Processors processors;
  private final Trial trial;
  private final List<String> failures = new ArrayList<>();

  Rounds(Options options, Processors processors, Results results) {
    this.options = options;
    this.processors = processors;
    this.trial = new Trial(options.payload(), processors, results, options.connections());
  }

  /** Gives a line for each check that failed. */
  List<String> run() throws IOException {
    if (!options.workloads(Workload::compared).isEmpty()) {
      compare();
    }
    for (int round = 1; round <= options.largeRounds(); round++) {
      for (Build server : options.builds()) {
        crowd(server);
        idle(server);
      }
    }
    return failures;
  }

  private void compare() throws IOException {
    Map<Build, ServerProcess> running = new LinkedHashMap<>();
    try {
      for (Build server : options.builds()) {
        start(server, running);
      }
      for (int round = 1; round <= options.rounds(); round++) {
        for (Workload workload : options.workloads(Workload::compared)) {
          compare(workload, round, running);
        }
      }
    } finally {
      running.values().forEach(ServerProcess::close);
    }
  }

  private void start(Build server, Map<Build, ServerProcess> running) {
    try {
      running.put(server, server.start(processors.server(), options.flags()));
    } catch (IOException e) {
      fail(server.label() + ": " + e.getMessage());
    }
  }

  /** Every other round begins with the last server, so that none is always after the same one. */
  private void compare(Workload workload, int round, Map<Build, ServerProcess> running) {
    List<Map.Entry<Build, ServerProcess>> order = new ArrayList<>(running.entrySet());
    if (round % 2 == 0) {
      Collections.reverse(order);
    }
    boolean cold = round == 1 && workload.equals(options.workloads(Workload::compared).get(0));
    for (Map.Entry<Build, ServerProcess> server : order) {
      speak(server.getKey(), server.getValue(), workload, options.warm(workload, cold, round == 1));
    }
  }

  /** Whether a big room starves small ones is asked of ours only. */
  private void crowd(Build server) throws IOException {
    List<Workload> workloads = options.workloads(Workload::crowded);
    if (!server.server().ours() || workloads.isEmpty()) {
      return;
    }
    try (ServerProcess process = server.start(processors.server(), options.flags())) {
      boolean cold = true;
      for (Workload workload : workloads) {
        speak(server, process, workload, options.warm(workload, cold, true));
        cold = false;
      }
    } catch (IOException e) {
      fail(server.label() + ": " + e.getMessage());
    }
  }

  private void speak(Build server, ServerProcess process, Workload workload, double warm) {
    try {
      String wrong = trial.speak(server, process, workload, warm, options.seconds(workload));
      if (!wrong.isEmpty()) {
        fail(server.label() + " " + workload.label() + ": " + wrong);
      }
    } catch (IOException e) {
      fail(server.label() + " " + workload.label() + ": " + e.getMessage());
    }
  }

  private void idle(Build server) throws IOException {
    if (options.workloads(Workload::idle).isEmpty()) {
      return;
    }
    try (ServerProcess process = server.start(processors.server(), ServerProcess.IDLE)) {
      trial.idle(server, process);
    } catch (IOException e) {
      fail(server.label() + " idle: " + e.getMessage());
    }
  }

  private void fail(String line) {
    failures.add(line);
    System.out.println("FAILED: " + line);
  }
}
