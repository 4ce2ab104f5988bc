//! The size and the contents of an image.

use anyhow::{Context, Result, ensure};
use object::elf::SHF_ALLOC;
use object::read::elf::ElfFile32;
use object::{Object, ObjectSection, ObjectSymbol, SectionFlags, SectionKind};

/// Returns the bytes of flash: the sections that are loaded and have contents.
pub fn flash(elf: &[u8]) -> Result<u64> {
    let elf = parse(elf)?;
    let is_loaded = |flags| matches!(flags, SectionFlags::Elf { sh_flags, .. } if sh_flags.contains(SHF_ALLOC));
    let sections = elf.sections().filter(|section| is_loaded(section.flags()));
    Ok(sections.filter(|section| section.kind() != SectionKind::UninitializedData).map(|section| section.size()).sum())
}

/// Returns the bytes of static RAM: `.data` and `.bss`. The stack isn't static, though riscv-rt gives it a section.
pub fn static_ram(elf: &[u8]) -> Result<u64> {
    let elf = parse(elf)?;
    Ok([".data", ".bss"].iter().filter_map(|name| elf.section_by_name(name)).map(|section| section.size()).sum())
}

/// Returns the compiler of the image.
pub fn compiler(elf: &[u8]) -> Result<String> {
    let elf = parse(elf)?;
    let comments = elf.section_by_name(".comment").context("nothing names the compiler")?;
    let comments = str::from_utf8(comments.data()?)?;
    comments.split('\0').find(|comment| comment.starts_with("rustc")).map(str::to_owned).context("rustc isn't named")
}

/// Returns the names of its functions and statics.
pub fn names(elf: &[u8]) -> Result<Vec<String>> {
    let elf = parse(elf)?;
    let symbols = elf.symbols().filter(|symbol| symbol.is_definition());
    let names: Vec<_> =
        symbols.map(|symbol| Ok(format!("{:#}", rustc_demangle::demangle(symbol.name()?)))).collect::<Result<_>>()?;
    ensure!(names.iter().any(|name| name == "main"), "the names were stripped");
    Ok(names)
}

fn parse(elf: &[u8]) -> Result<ElfFile32<'_>> {
    Ok(ElfFile32::parse(elf)?)
}
