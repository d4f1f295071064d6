/* The floor for loading revisions: opens and reads every file of a folder, and does nothing with them. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t read_file(const char *name) {
    int fd = open(name, O_RDONLY);
    struct stat info;
    ssize_t got = 0;
    if (fd >= 0 && !fstat(fd, &info) && S_ISREG(info.st_mode)) {
        char *text = malloc((size_t)info.st_size + 1);
        got = read(fd, text, (size_t)info.st_size);
        free(text);
    }
    if (fd >= 0)
        close(fd);
    return got > 0 ? (size_t)got : 0;
}

int main(int argc, char **argv) {
    DIR *folder = argc == 2 && !chdir(argv[1]) ? opendir(".") : NULL;
    if (!folder)
        return 2;
    size_t bytes = 0;
    for (struct dirent *entry; (entry = readdir(folder));)
        bytes += read_file(entry->d_name);
    closedir(folder);
    printf("%zu bytes\n", bytes);
    return 0;
}
