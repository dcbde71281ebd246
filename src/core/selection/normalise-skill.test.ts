import { describe, expect, test } from 'vitest'
import { matchSkills, skillsOf } from './normalise-skill.ts'

describe('skills of a text', () => {
  test.each([
    ['UI / React', ['frontend']],
    ['front-end', ['frontend']],
    ['Frontend Dev', ['frontend']],
    ['  FRONT END developer ', ['frontend']],
    ['Full-Stack', ['backend', 'frontend']],
    ['UI/UX', ['design', 'frontend']],
    ['CI/CD', ['devops']],
    ['React Native', ['mobile']],
    ['Backend, QA; docs & research', ['backend', 'research', 'testing', 'writing']],
    ['Backend and Testing', ['backend', 'testing']],
    ['R&D', ['research']],
    ['C++', ['cpp']],
    ['C#', ['c#']],
    ['backend Kotlin', ['backend', 'kotlin']],
    ['Senior Tax Law Expert', ['tax law']],
    ['Development', ['development']],
    ['フロントエンド', ['フロントエンド']],
    [' / , ', []],
    ['', []],
    [null, []],
  ])('%j names %j', (text, skills) => {
    expect(skillsOf(text)).toEqual(skills)
  })

  test('a word inside another word names nothing: "UI" is not in "build", "api" not in "rapid"', () => {
    expect(skillsOf('build')).toEqual(['build'])
    expect(skillsOf('rapid builds')).toEqual(['rapid builds'])
    expect(matchSkills(skillsOf('UI'), skillsOf('build'))).toBe('other')
  })

  test('"and" inside a word separates nothing', () => {
    expect(skillsOf('Brand Android')).toEqual(['brand', 'mobile'])
  })
})

test('an account answers all of a wish, some of it, none, or says nothing', () => {
  expect(matchSkills(['backend', 'frontend'], skillsOf('full stack'))).toBe('all')
  expect(matchSkills(['backend', 'frontend'], skillsOf('React'))).toBe('some')
  expect(matchSkills(['frontend'], skillsOf('Backend'))).toBe('other')
  expect(matchSkills(['frontend'], skillsOf('  '))).toBe('unspecialized')
})
