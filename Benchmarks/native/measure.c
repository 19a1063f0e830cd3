// Runs a command and prints what it cost: exit status (or "timeout"), CPU seconds (user and system, children included),
// wall seconds, and the peak resident memory of the largest process in KiB.
//
//   measure SECONDS LOG COMMAND...      kills the command's process group after SECONDS; its output goes to LOG
//
// A program of its own because a child's peak memory counts from the size of whoever started it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t late;
static pid_t child;

static void onAlarm(int number) {
  (void)number;
  late = 1;
  kill(-child, SIGKILL);
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  child = fork();
  if (child < 0) return 2;
  if (child == 0) {
    setpgid(0, 0);
    int log = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (log < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0) _exit(126);
    execvp(argv[3], argv + 3);
    _exit(127);
  }
  setpgid(child, child);
  signal(SIGALRM, onAlarm);
  alarm((unsigned)atoi(argv[1]));
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0) {
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  if (late) printf("timeout");
  else printf("%d", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  printf(" %.4f %.4f %ld\n", seconds(usage.ru_utime) + seconds(usage.ru_stime),
         (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9, usage.ru_maxrss);
  return 0;
}
