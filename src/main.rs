//! The binary: everything is in the library.

/// Pages are made of many small strings on all cores, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    seedbed::cli::main()
}
