package dev.rtcrooms.spring.slice;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.spi.Admission;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** Lets in all but Mallory, on another thread. */
@Component
class Doorman implements Admission {

  private final AsyncTaskExecutor threads;

  Doorman(@Qualifier("applicationTaskExecutor") AsyncTaskExecutor threads) {
    this.threads = threads;
  }

  @Override
  public CompletionStage<Grants> admit(User user, UUID room, Role role) {
    return CompletableFuture.supplyAsync(
        () -> user.id().equals("mallory") ? Grants.none() : role.defaultGrants(), threads);
  }
}
