package dev.rehearsal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharacterGramsTest {
    @Test
    void areTheSameWhateverCaseBlanksAndPunctuation() {
        assertThat(CharacterGrams.similarity("Refund order 4711, please!", "refund  ORDER 4711 please"))
                .isEqualTo(1);
        assertThat(CharacterGrams.similarity("", " ")).isEqualTo(1);
        assertThat(CharacterGrams.similarity("退", "退")).isEqualTo(1);
    }

    @Test
    void haveNothingInCommonWhereTheTextsHaveNot() {
        assertThat(CharacterGrams.similarity("abc", "xyz")).isZero();
        assertThat(CharacterGrams.similarity("abc", "")).isZero();
    }

    @Test
    void areAlikeInLanguagesWithoutBlanks() {
        double alike = CharacterGrams.similarity("取消我的订单四七一一", "请取消我的订单四七一一");
        double unlike = CharacterGrams.similarity("取消我的订单四七一一", "什么时候营业");

        assertThat(alike).isGreaterThan(0.8);
        assertThat(unlike).isLessThan(0.1);
    }

    @Test
    void areCountedByCharactersAndNotByHalvesOfThem() {
        assertThat(CharacterGrams.similarity("𠀀𠀁𠀂𠀃", "𠀀𠀁𠀂𠀄")).isBetween(0.3, 0.9);
    }
}
