/* Loading: the library is loaded and unloaded by a host that is not linked with it, and changes nothing of the process. */
#define _POSIX_C_SOURCE 200809L

#include "check.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>

/* C99 has no cast from the object pointer that dlsym gives to a function pointer. */
#define FUNCTION(library, name) (*(void **)&name = dlsym(library, #name), CHECK(name != NULL))

static void *load(void) {
  void *library = dlopen("libhwgen.so", RTLD_NOW | RTLD_LOCAL);
  if (!library) CHECK_TEXT(dlerror(), "no error");
  return library;
}

static void work(void *library) {
  hwgen_context *(*hwgen_context_create)(void);
  void (*hwgen_context_destroy)(hwgen_context *);
  hwgen_status (*hwgen_type_parse)(hwgen_context *, const char *, hwgen_type *, hwgen_error **);
  const char *(*hwgen_error_text)(const hwgen_error *);
  void (*hwgen_error_destroy)(hwgen_error *);
  int32_t (*hwgen_abi)(void);
  hwgen_context *context;
  hwgen_error *error = NULL;
  hwgen_type type;
  FUNCTION(library, hwgen_abi), FUNCTION(library, hwgen_context_create), FUNCTION(library, hwgen_context_destroy);
  FUNCTION(library, hwgen_type_parse), FUNCTION(library, hwgen_error_text), FUNCTION(library, hwgen_error_destroy);
  CHECK_INT(hwgen_abi(), HWGEN_ABI);
  context = hwgen_context_create();
  CHECK_INT(hwgen_type_parse(context, "UInt(8)", &type, NULL), HWGEN_OK);
  CHECK_INT(hwgen_type_parse(context, "UInt(", &type, &error), HWGEN_FAILED);
  CHECK(strstr(hwgen_error_text(error), "HW") != NULL);
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
}

static void it_is_loaded_and_unloaded(void) {
  int i;
  for (i = 0; i < 20; i++) {
    void *library = load();
    work(library);
    CHECK_INT(dlclose(library), 0);
  }
}

static void *library;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int is_used, is_unloaded;

static void *use(void *user) {
  work(library);
  pthread_mutex_lock(&mutex);
  is_used = 1;
  pthread_cond_broadcast(&changed);
  while (!is_unloaded) pthread_cond_wait(&changed, &mutex);
  pthread_mutex_unlock(&mutex);
  return user;
}

static void a_thread_that_used_it_outlives_it(void) {
  pthread_t thread;
  library = load();
  CHECK_INT(pthread_create(&thread, NULL, use, NULL), 0);
  pthread_mutex_lock(&mutex);
  while (!is_used) pthread_cond_wait(&changed, &mutex);
  CHECK_INT(dlclose(library), 0);
  is_unloaded = 1;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
  CHECK_INT(pthread_join(thread, NULL), 0);
}

static void signals_and_threads_are_the_hosts(void) {
  void *opened = load();
  int number, handlers = 0, threads = 0;
  char line[200];
  FILE *file;
  work(opened);
  file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file)) sscanf(line, "Threads: %d", &threads);
  if (file) fclose(file);
  CHECK_INT(threads, 1);
  for (number = 1; number < 32; number++) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN) handlers++;
  }
  CHECK_INT(handlers, 0);
  dlclose(opened);
}

TESTS({"it is loaded and unloaded", it_is_loaded_and_unloaded},
      {"a thread that used it outlives it", a_thread_that_used_it_outlives_it},
      {"signals and threads are the host's", signals_and_threads_are_the_hosts})
